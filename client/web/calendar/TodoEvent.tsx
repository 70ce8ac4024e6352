import type { TodoState } from './todo-events.ts'

type Props = { state: TodoState; time: string; title: string }

const marks = { open: '○', overdue: '!', done: '✔' } satisfies Record<TodoState, string>

/** A deadline in the calendar: its state is told by a mark and in words, not by its colour alone. */
export function TodoEvent({ state, time, title }: Props) {
  return (
    <>
      <span className="due-mark" aria-hidden="true">
        {marks[state]}
      </span>
      {time && <span className="due-time">{time}</span>}
      <span className="due-title">{title}</span>
      {state !== 'open' && <span className="due-state">{state}</span>}
    </>
  )
}
