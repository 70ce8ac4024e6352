import type { Todo } from '../../create-client.ts'
import type { List } from '../lists/all-lists.ts'
import { t } from '../messages/calendar.ts'
import { common } from '../messages/common.ts'
import { formatTime } from '../time.ts'
import { PriorityMark } from '../todos/PriorityMark.tsx'
import { RepeatMark } from '../todos/RepeatMark.tsx'
import { TodoLabels } from '../todos/TodoLabels.tsx'
import type { RowActions } from '../todos/use-todo-actions.ts'
import './DueRow.css'
import { stateOf } from './todo-state.ts'

type Props = {
  todo: Todo
  list: List | undefined
  now: number
  /** Before the time, where it is not obvious. */
  day?: string | undefined
  actions: Pick<RowActions, 'complete' | 'edit'>
}

/** A todo in the list of a day. */
export function DueRow({ todo, list, now, day, actions }: Props) {
  const state = stateOf(todo, now)
  const time = todo.deadlineAt === null ? undefined : formatTime(new Date(todo.deadlineAt))
  const when = [day, time].filter(Boolean).join(', ')
  return (
    <li className={`due-row ${state}`} data-todo={todo.id}>
      <label className="due-check">
        <input
          type="checkbox"
          aria-label={t.completedTodo(todo.title)}
          checked={todo.completed}
          onChange={({ target }) => actions.complete(todo, target.checked)}
        />
      </label>
      <span className="due-text">
        <span className="due-name">
          <PriorityMark priority={todo.priority} />
          <button
            className="text-button due-title"
            type="button"
            dir="auto"
            title={common.edit}
            onClick={() => actions.edit(todo)}
          >
            {todo.title}
          </button>
          {todo.repeat && <RepeatMark repeat={todo.repeat} />}
        </span>
        <TodoLabels list={list && !list.isInbox ? list : undefined} tags={todo.tags} />
      </span>
      {state === 'overdue' && <span className="due-state">{t.states.overdue}</span>}
      {when !== '' && <span className="due-time">{when}</span>}
    </li>
  )
}
