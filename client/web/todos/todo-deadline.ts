import { type Instant, readInstant } from '../../../schema/instant.ts'
import type { PlainDate } from '../../../schema/plain-date.ts'
import type { Todo } from '../../create-client.ts'
import { endOfDay } from '../day.ts'

/** An instant or a date, or neither. */
export type TodoDeadline = Pick<Todo, 'deadlineAt' | 'deadlineOn'>

export const noDeadline: TodoDeadline = { deadlineAt: null, deadlineOn: null }
export const atInstant = (deadlineAt: Instant): TodoDeadline => ({ deadlineAt, deadlineOn: null })
export const onDate = (deadlineOn: PlainDate): TodoDeadline => ({ deadlineAt: null, deadlineOn })

export const deadlineOf = ({ deadlineAt, deadlineOn }: TodoDeadline): TodoDeadline => ({
  deadlineAt,
  deadlineOn,
})

/** The current occurrence of a repeating todo. A change that names it completes it once, however often it is sent. */
export const occurrenceOf = ({ repeat, deadlineAt, deadlineOn }: Todo): string | undefined =>
  repeat ? (deadlineOn ?? deadlineAt ?? undefined) : undefined

export const isOverdue = ({ completed, dueAt }: Pick<Todo, 'completed' | 'dueAt'>, now: number): boolean =>
  !completed && dueAt !== null && Date.parse(dueAt) < now

type DeadlineChange = { deadlineAt?: string | null | undefined; deadlineOn?: PlainDate | null | undefined }

/** The deadline that the server will store for a change: setting one kind clears the other. `timeZone` is the settings'. */
export function toStoredDeadline(
  { deadlineAt, deadlineOn }: DeadlineChange,
  timeZone: string,
): Partial<TodoDeadline & Pick<Todo, 'dueAt'>> {
  if (deadlineOn) return { ...onDate(deadlineOn), dueAt: endOfDay(deadlineOn, timeZone) }
  if (deadlineAt) {
    const at = readInstant(deadlineAt) ?? deadlineAt
    return { ...atInstant(at), dueAt: at }
  }
  return deadlineAt === undefined && deadlineOn === undefined ? {} : { ...noDeadline, dueAt: null }
}
