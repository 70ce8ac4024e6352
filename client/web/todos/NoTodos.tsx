import { Link } from 'react-router'
import { EmptyState } from '../ui/EmptyState.tsx'
import type { TodoList, TodoShow } from './todo-list.ts'
import type { TodoListParams } from './use-todo-list.ts'

const titles = {
  open: 'All done',
  overdue: 'Nothing is overdue',
  next: 'Nothing due so soon',
  done: 'Nothing completed yet',
  all: 'No todos yet',
} satisfies Record<TodoShow, string>

type Props = { list: TodoList; hasAny: boolean; toSearch: (change: TodoListParams) => string }

export function NoTodos({ list: { show, filter, listId }, hasAny, toSearch }: Props) {
  if (filter !== '') {
    return (
      <EmptyState title={`No results for “${filter}”`}>
        <p>Searched titles and descriptions.</p>
        <div className="row">
          {show !== 'all' && hasAny && (
            <Link className="button" to={toSearch({ show: 'all' })}>
              Search in all
            </Link>
          )}
          <Link className="button" to={toSearch({ q: '' })}>
            Clear search
          </Link>
        </div>
      </EmptyState>
    )
  }
  return (
    <EmptyState title={hasAny ? titles[show] : listId === undefined ? titles.all : 'This list is empty'}>
      {!hasAny && (
        <p>
          Type {listId === undefined ? 'your first todo' : 'a todo'} above and press Enter. Shortcut:{' '}
          <kbd>n</kbd>
        </p>
      )}
    </EmptyState>
  )
}
