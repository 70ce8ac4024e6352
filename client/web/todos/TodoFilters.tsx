import { useQuery } from '@tanstack/react-query'
import { t } from '../messages/todos.ts'
import { FilterLink } from '../ui/FilterLink.tsx'
import { todoCounts } from './todos-queries.ts'
import './TodoFilters.css'
import { type TodoList, todoShows } from './todo-list.ts'
import type { TodoListParams } from './use-todo-list.ts'

type Props = { list: TodoList; toSearch: (change: TodoListParams) => string }

/** What a view of all lists is called. */
export function toHeading({ show, days }: TodoList): string {
  if (show === 'open') return t.upcoming
  return show === 'all' ? t.allTodos : t.shows[show](days)
}

/** Filters with the number of todos that each would show. */
export function TodoFilters({ list, toSearch }: Props) {
  const { data: counts } = useQuery(todoCounts(list))
  return (
    <nav className="todo-filters" aria-label={t.showFilters}>
      {todoShows.map(show => (
        <FilterLink
          key={show}
          name={t.shows[show](list.days)}
          to={toSearch({ show })}
          count={counts?.[show]}
          isCurrent={show === list.show}
        />
      ))}
    </nav>
  )
}
