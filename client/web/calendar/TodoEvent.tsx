import { isEndOfDay } from '../local-time.ts'
import { formatTime } from '../time.ts'
import type { TodoState } from './todo-events.ts'

type Props = { state: TodoState; deadline: Date | null; title: string }

const marks = { open: '○', overdue: '!', completed: '✔' } satisfies Record<TodoState, string>

/** A deadline in the calendar. A mark and words show its state, not its colour alone. */
export function TodoEvent({ state, deadline, title }: Props) {
  return (
    <>
      <span className="due-mark" aria-hidden="true">
        {marks[state]}
      </span>
      {deadline && (
        <span className={isEndOfDay(deadline) ? 'due-time end-of-day' : 'due-time'}>
          {formatTime(deadline)}
        </span>
      )}
      <span className="due-title" title={title}>
        {title}
      </span>
      {state !== 'open' && <span className="due-state">{state}</span>}
    </>
  )
}
