import type { PlainDate } from '../../../schema/plain-date.ts'
import type { Todo } from '../../create-client.ts'
import { useLists } from '../lists/all-lists.ts'
import { formatDay } from '../time.ts'
import { useCompletedLater } from '../todos/use-completed-later.ts'
import { useTodoActions } from '../todos/use-todo-actions.ts'
import { useNow } from '../use-now.ts'
import { DueRow } from './DueRow.tsx'
import type { TodoOnDay } from './use-due-todos.ts'

type Props = {
  todos: readonly TodoOnDay[]
  today: PlainDate
  /** Says the day of each todo. */
  showsDay?: boolean
  onEdit: (todo: Todo) => void
}

export function DueRows({ todos, today, showsDay = false, onEdit }: Props) {
  const now = useNow()
  const lists = useLists()
  const completeLater = useCompletedLater()
  const actions = { ...useTodoActions(), edit: onEdit }
  return (
    <ul className="due-rows">
      {todos.map(({ day, todo }) => (
        <DueRow
          key={todo.id}
          todo={completeLater(todo)}
          list={lists.find(({ id }) => id === todo.listId)}
          now={now}
          day={showsDay ? formatDay(day, today) : undefined}
          actions={actions}
        />
      ))}
    </ul>
  )
}
