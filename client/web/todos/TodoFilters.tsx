import { useQuery } from '@tanstack/react-query'
import { FilterLink } from '../ui/FilterLink.tsx'
import { todoCounts } from './todos-queries.ts'
import './TodoFilters.css'
import { type TodoList, type TodoShow, todoShows } from './todo-list.ts'
import type { TodoListParams } from './use-todo-list.ts'

type Props = { list: TodoList; toSearch: (change: TodoListParams) => string }

const names = (days: number): Record<TodoShow, string> => ({
  open: 'Open',
  overdue: 'Overdue',
  next: days === 1 ? 'Today and tomorrow' : `Next ${days} days`,
  done: 'Completed',
  all: 'All',
})

/** What a view of all lists is called. */
export const toHeading = ({ show, days }: TodoList): string =>
  ({ ...names(days), open: 'Upcoming', all: 'All todos' })[show]

/** Filters with the number of todos that each would show. */
export function TodoFilters({ list, toSearch }: Props) {
  const { data: counts } = useQuery(todoCounts(list))
  return (
    <nav className="todo-filters" aria-label="Show">
      {todoShows.map(show => (
        <FilterLink
          key={show}
          name={names(list.days)[show]}
          to={toSearch({ show })}
          count={counts?.[show]}
          isCurrent={show === list.show}
        />
      ))}
    </nav>
  )
}
