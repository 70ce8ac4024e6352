import { useQuery } from '@tanstack/react-query'
import { useId } from 'react'
import { useLists } from '../../lists/all-lists.ts'
import { knownTags } from '../../lists/lists-queries.ts'
import { t } from '../../messages/options.ts'
import { suggestFilters } from '../../todos/suggest-filters.ts'
import { maxFilterLength } from '../../todos/use-todo-list.ts'
import { FormField } from '../../ui/FormField.tsx'

type Props = { value: string; problem: string | undefined; onChange: (filter: string) => void }

/** A search in the filter language. */
export function FilterField({ value, problem, onChange }: Props) {
  const lists = useLists()
  const { data: tags = [] } = useQuery(knownTags)
  const suggestionsId = useId()
  return (
    <>
      <FormField label={t.searchFor} hint={t.searchHint} problem={problem}>
        {control => (
          <input
            {...control}
            dir="auto"
            maxLength={maxFilterLength}
            list={suggestionsId}
            autoCapitalize="off"
            autoComplete="off"
            spellCheck={false}
            value={value}
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
