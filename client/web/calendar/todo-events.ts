import type { EventInput } from '@fullcalendar/react'
import type { Todo } from '../../create-client.ts'

export type TodoState = 'open' | 'overdue' | 'completed'

/** FullCalendar does not show events without a duration. */
export const shownDuration = { milliseconds: 1 }

/** The deadline of the most recently overdue todo: until it changes, the passing of time changes nothing on screen. */
export const lastOverdueAt = (todos: Todo[], now: number): number =>
  todos
    .map(({ completed, deadlineAt }) => (completed || deadlineAt === null ? NaN : Date.parse(deadlineAt)))
    .reduce((last, dueAt) => (dueAt < now ? Math.max(last, dueAt) : last), -Infinity)

export const toEvents = (todos: Todo[], overdueUntil: number): EventInput[] =>
  todos.flatMap(todo =>
    todo.deadlineAt === null
      ? []
      : {
          id: String(todo.id),
          title: todo.title,
          start: todo.deadlineAt,
          extendedProps: {
            todo,
            state: stateOf(todo.completed, Date.parse(todo.deadlineAt) <= overdueUntil),
          },
        },
  )

function stateOf(isDone: boolean, isLate: boolean): TodoState {
  if (isDone) return 'completed'
  return isLate ? 'overdue' : 'open'
}

type TodoEvent = { extendedProps: Record<string, unknown> }

/** The todo that `toEvents` put into an event. */
export const todoOf = ({ extendedProps }: TodoEvent): Todo => extendedProps['todo'] as Todo
export const eventStateOf = ({ extendedProps }: TodoEvent): TodoState => extendedProps['state'] as TodoState
