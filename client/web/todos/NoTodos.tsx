import { EmptyState } from '../ui/EmptyState.tsx'
import type { TodoList, TodoShow } from './todo-list.ts'

const titles = {
  open: 'Nothing is left to do',
  overdue: 'Nothing is overdue',
  next: 'Nothing is due so soon',
  done: 'Nothing is done yet',
  all: 'There are no todos',
} satisfies Record<TodoShow, string>

type Props = { list: TodoList; hasAny: boolean }

export function NoTodos({ list: { show, search }, hasAny }: Props) {
  if (search !== '') {
    return (
      <EmptyState title={`Nothing has “${search}” in it`}>
        <p>Neither in its title nor in its description.</p>
      </EmptyState>
    )
  }
  return (
    <EmptyState title={hasAny ? titles[show] : titles.all}>
      {!hasAny && (
        <p>
          Type one above and press Enter. <kbd>n</kbd> takes you there from anywhere.
        </p>
      )}
    </EmptyState>
  )
}
