import { nextDays, type TodoListParams, type TodoSorting, todoSortings, toSortings } from './use-todo-list.ts'
import type { TodoList } from './todo-list.ts'
import { TodoSearch } from './TodoSearch.tsx'

type Props = { list: TodoList; sorting: TodoSorting; go: (change: TodoListParams) => void }

export function TodoTools({ list, sorting, go }: Props) {
  return (
    <div className={list.filter === '' && list.show !== 'next' ? 'todo-tools' : 'todo-tools in-use'}>
      <TodoSearch filter={list.filter} onFilter={q => go({ q })} />
      {list.show === 'next' && (
        <select
          aria-label="Time range"
          value={list.days}
          onChange={({ target }) => go({ days: target.value })}
        >
          {nextDays.map(days => (
            <option key={days} value={days}>
              {days === 1 ? 'Today and tomorrow' : `Next ${days} days`}
            </option>
          ))}
        </select>
      )}
      <select aria-label="Sort by" value={sorting} onChange={({ target }) => go({ sort: target.value })}>
        {toSortings(list.filter).map(value => (
          <option key={value} value={value}>
            {todoSortings[value].name}
          </option>
        ))}
      </select>
    </div>
  )
}
