import type { TodoState } from './todo-events.ts'

type Props = { state: TodoState; time: string; title: string }

const marks = { open: '○', overdue: '!', done: '✔' } satisfies Record<TodoState, string>

/** A deadline in the calendar: its state is told by a mark and in words, not by its colour alone. */
export function TodoEvent({ state, time, title }: Props) {
  return (
    <>
      <span className="todo-mark" aria-hidden="true">
        {marks[state]}
      </span>
      {time && <span className="todo-time">{time}</span>}
      <span className="todo-title">{title}</span>
      {state !== 'open' && <span className="todo-state">{state}</span>}
    </>
  )
}
