import type { EventInput } from '@fullcalendar/react'
import type { Todo } from '../../create-client.ts'

export const todoStates = ['open', 'overdue', 'done'] as const
export type TodoState = (typeof todoStates)[number]

/** A deadline is a moment, but what takes no time is not shown. */
export const shownDuration = { milliseconds: 1 }

export function stateOf({ completed, deadlineAt }: Todo, now: number): TodoState {
  if (completed) return 'done'
  return deadlineAt !== null && Date.parse(deadlineAt) < now ? 'overdue' : 'open'
}

export const toEvents = (todos: Todo[], now: number): EventInput[] =>
  todos.flatMap(todo =>
    todo.deadlineAt === null
      ? []
      : {
          id: String(todo.id),
          title: todo.title,
          start: todo.deadlineAt,
          extendedProps: { todo, state: stateOf(todo, now) },
        },
  )

type TodoEvent = { extendedProps: Record<string, unknown> }

/** What `toEvents` put into an event. */
export const todoOf = ({ extendedProps }: TodoEvent): Todo => extendedProps['todo'] as Todo
export const eventStateOf = ({ extendedProps }: TodoEvent): TodoState => extendedProps['state'] as TodoState
