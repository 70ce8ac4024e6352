import { formatTime } from '../time.ts'
import type { TodoState } from './todo-events.ts'

type Props = {
  state: TodoState
  /** Null for a date. */
  time: Date | null
  title: string
}

const marks = { open: '○', overdue: '!', completed: '✔' } satisfies Record<TodoState, string>

/** A deadline in the calendar. A mark and words show its state, not its colour alone. */
export function TodoEvent({ state, time, title }: Props) {
  return (
    <>
      <span className="due-mark" aria-hidden="true">
        {marks[state]}
      </span>
      {time && <span className="due-time">{formatTime(time)}</span>}
      <span className="due-title" title={title}>
        {title}
      </span>
      {state !== 'open' && <span className="due-state">{state}</span>}
    </>
  )
}
