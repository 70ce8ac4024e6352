import type { EventInput } from '@fullcalendar/react'
import type { Todo } from '../../create-client.ts'
import { isOverdue } from '../todos/todo-deadline.ts'

export type TodoState = 'open' | 'overdue' | 'completed'

/** FullCalendar does not show events without a duration. */
export const shownDuration = { milliseconds: 1 }

/** When the last of the overdue todos became so: until it changes, the passing of time changes nothing on screen. */
export const lastOverdueAt = (todos: Todo[], now: number): number =>
  todos
    .map(todo => (isOverdue(todo, now) ? Date.parse(todo.dueAt ?? '') : -Infinity))
    .reduce((last, dueAt) => Math.max(last, dueAt), -Infinity)

export const toEvents = (todos: Todo[], overdueUntil: number): EventInput[] =>
  todos.flatMap(todo => {
    const { id, title, deadlineAt, deadlineOn } = todo
    const start = deadlineOn ?? deadlineAt
    if (start === null) return []
    return {
      id: String(id),
      title,
      start,
      allDay: deadlineOn !== null,
      extendedProps: { todo, state: stateOf(todo, overdueUntil) },
    }
  })

function stateOf(todo: Todo, overdueUntil: number): TodoState {
  if (todo.completed) return 'completed'
  return isOverdue(todo, overdueUntil + 1) ? 'overdue' : 'open'
}

type TodoEvent = { extendedProps: Record<string, unknown> }

/** The todo that `toEvents` put into an event. */
export const todoOf = ({ extendedProps }: TodoEvent): Todo => extendedProps['todo'] as Todo
export const eventStateOf = ({ extendedProps }: TodoEvent): TodoState => extendedProps['state'] as TodoState
