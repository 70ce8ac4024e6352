import { useState } from 'react'
import { useLists } from '../../lists/all-lists.ts'
import { t } from '../../messages/options.ts'
import { describeFilterProblem } from '../../todos/describe-filter-problem.ts'
import { printFilter } from '../../todos/print-filter.ts'
import { FormField } from '../../ui/FormField.tsx'
import { FilterField } from './FilterField.tsx'

type Props = {
  value: string
  /** The number of todos in the scope, when it is known. */
  count: number | undefined
  problems: ReadonlyMap<string, string>
  onChange: (filter: string) => void
}

const search = 'search'

/** Which todos a file or a feed contains: all, those of a list, or those that match a search, in the filter language. */
export function ScopeField({ value, count, problems, onChange }: Props) {
  const lists = useLists()
  const [isSearch, setSearch] = useState(false)
  const choices = lists.map(list => ({ list, filter: printFilter({ list: [`${list.id}`] }, [list]) }))
  const isChoice = !isSearch && (value === '' || choices.some(({ filter }) => filter === value))
  const problem = problems.get('filter') ?? problems.get('list') ?? describeFilterProblem(value.trim(), lists)

  function choose(choice: string) {
    setSearch(choice === search)
    if (choice !== search) onChange(choice)
  }

  return (
    <>
      <FormField
        label={t.todos}
        hint={problem === undefined ? describeCount(count, value.trim() === '') : undefined}
        problem={isChoice ? problem : undefined}
      >
        {control => (
          <select
            {...control}
            value={isChoice ? value : search}
            onChange={({ target }) => choose(target.value)}
          >
            <option value="">{t.allTodos}</option>
            <optgroup label={t.lists}>
              {choices.map(({ list, filter }) => (
                <option key={list.id} value={filter}>
                  {list.name}
                </option>
              ))}
            </optgroup>
            <option value={search}>{t.matching}</option>
          </select>
        )}
      </FormField>
      {!isChoice && (
        <FilterField
          value={value}
          problem={problem}
          onChange={filter => {
            // It stays while the typed text is that of a list.
            setSearch(true)
            onChange(filter)
          }}
        />
      )}
    </>
  )
}

/** Keeps its place while nothing is known. */
const describeCount = (count: number | undefined, isAll: boolean): string =>
  count === undefined ? '\u00A0' : t.count(count, isAll)
