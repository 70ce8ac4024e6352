import { useQuery } from '@tanstack/react-query'
import { useId, useState } from 'react'
import { useLists } from '../../lists/all-lists.ts'
import { knownTags } from '../../lists/lists-queries.ts'
import { describeFilterProblem } from '../../todos/describe-filter-problem.ts'
import { suggestFilters } from '../../todos/suggest-filters.ts'
import { FormField } from '../../ui/FormField.tsx'

type Props = {
  value: string
  problems: ReadonlyMap<string, string>
  onChange: (filter: string) => void
}

/** Which todos a file or a feed contains, in the filter language. */
export function ScopeField({ value, problems, onChange }: Props) {
  const lists = useLists()
  const [isUsed, setUsed] = useState(false)
  const { data: tags = [] } = useQuery({ ...knownTags, enabled: isUsed })
  const suggestionsId = useId()
  const problem = problems.get('filter') ?? problems.get('list') ?? describeFilterProblem(value.trim(), lists)
  return (
    <>
      <FormField
        label="Which todos"
        hint="All of them, or for example: list:Uni tag:exam p:high essay"
        problem={problem}
      >
        {control => (
          <input
            {...control}
            maxLength={500}
            list={suggestionsId}
            autoCapitalize="off"
            autoComplete="off"
            spellCheck={false}
            value={value}
            onFocus={() => setUsed(true)}
            onChange={({ target }) => onChange(target.value)}
          />
        )}
      </FormField>
      <datalist id={suggestionsId}>
        {suggestFilters(value, { lists: lists.map(({ name }) => name), tags }).map(suggested => (
          <option key={suggested} value={suggested}>
            {suggested}
          </option>
        ))}
      </datalist>
    </>
  )
}
