import { t } from '../messages/todos.ts'
import { nextDays, type TodoListParams, type TodoSorting, toSortings } from './use-todo-list.ts'
import type { TodoList } from './todo-list.ts'
import { TodoSearch } from './TodoSearch.tsx'

type Props = { list: TodoList; sorting: TodoSorting; go: (change: TodoListParams) => void }

export function TodoTools({ list, sorting, go }: Props) {
  return (
    <div className={list.filter === '' && list.show !== 'next' ? 'todo-tools' : 'todo-tools in-use'}>
      <TodoSearch filter={list.filter} onFilter={q => go({ q })} />
      {list.show === 'next' && (
        <select
          aria-label={t.timeRange}
          value={list.days}
          onChange={({ target }) => go({ days: target.value })}
        >
          {nextDays.map(days => (
            <option key={days} value={days}>
              {t.nextDays(days)}
            </option>
          ))}
        </select>
      )}
      <select aria-label={t.sortBy} value={sorting} onChange={({ target }) => go({ sort: target.value })}>
        {toSortings(list.filter).map(value => (
          <option key={value} value={value}>
            {t.sortings[value]}
          </option>
        ))}
      </select>
    </div>
  )
}
