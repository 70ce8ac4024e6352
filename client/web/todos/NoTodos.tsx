import { EmptyState } from '../ui/EmptyState.tsx'
import type { TodoList, TodoShow } from './todo-list.ts'

const titles = {
  open: 'All done',
  overdue: 'Nothing is overdue',
  next: 'Nothing due so soon',
  done: 'Nothing completed yet',
  all: 'No todos yet',
} satisfies Record<TodoShow, string>

type Props = { list: TodoList; hasAny: boolean }

export function NoTodos({ list: { show, search }, hasAny }: Props) {
  if (search !== '') {
    return (
      <EmptyState title={`No results for “${search}”`}>
        <p>Searched titles and descriptions.</p>
      </EmptyState>
    )
  }
  return (
    <EmptyState title={hasAny ? titles[show] : titles.all}>
      {!hasAny && (
        <p>
          Type your first todo above and press Enter. Shortcut: <kbd>n</kbd>
        </p>
      )}
    </EmptyState>
  )
}
