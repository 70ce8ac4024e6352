import { z } from 'zod'
import type { Instant } from './instant.ts'
import {
  type DateOrInstant,
  isPlainDate,
  parseDateOrInstant,
  parsePlainDate,
  type PlainDate,
} from './plain-date.ts'
import { listReference } from './lists.ts'
import { priority } from './parse-priority.ts'
import type { Priority } from './priority.ts'
import { type Completion, type Repeat, repeat } from './repeat.ts'
import { tags } from './tags.ts'
import { isBlank, text } from './text.ts'

/** In code points. */
export const maxTitle = 255
export const maxDescription = 10_000

export const title = text(maxTitle).refine(value => !isBlank(value), 'must not be empty')
export const description = text(maxDescription).nullable()
export const completed = z.boolean('must be true or false')

/** Accepts the notations of the REST contract: see `parseInstant`. A bare date means `deadlineOn`. */
export const deadlineAt = z.string('must be a string or null').transform(parseDateOrInstant).nullable()
export const deadlineOn = z.string('must be a string or null').transform(parsePlainDate).nullable()

/** The list that the todo is put into; null is the inbox. */
export const list = listReference.nullable()

/** The deadline that the client has seen: see `core/todos/complete-occurrence.ts`. */
export const occurrence = z.string('must be a string').transform(parseDateOrInstant)

/** `undefined` leaves the deadline unchanged. */
type DeadlineInput = {
  deadlineAt?: DateOrInstant | null | undefined
  deadlineOn?: PlainDate | null | undefined
}

/**
 * A deadline is an instant or a date: the one that is given clears the other, and null clears both. A date in `deadlineAt`
 * is a date.
 */
export function toDeadline({ deadlineAt: at, deadlineOn: on }: DeadlineInput): DeadlineInput {
  if (at === undefined && on === undefined) return {}
  const date = on ?? (at && isPlainDate(at) ? at : null)
  return { deadlineOn: date, deadlineAt: date === null ? (at ?? null) : null }
}

const isUnambiguous = ({ deadlineAt: at, deadlineOn: on }: DeadlineInput): boolean => !at || !on || at === on

const ambiguity = { path: ['deadlineOn'], message: 'cannot be combined with deadlineAt' }

const fields = z.strictObject({
  title,
  description: description.optional(),
  completed: completed.optional(),
  deadlineAt: deadlineAt.optional(),
  deadlineOn: deadlineOn.optional(),
  repeat: repeat.optional(),
  list: list.optional(),
  tags: tags.optional(),
  priority: priority.optional(),
})

type OccurrenceInput = { completed?: boolean | undefined; occurrence?: DateOrInstant | undefined }

/** An occurrence says which one is completed or reopened. */
export const isOfCompletion = ({ completed: done, occurrence: seen }: OccurrenceInput): boolean =>
  seen === undefined || done !== undefined

export const withoutCompletion = { path: ['occurrence'], message: 'is only for changes of completed' }

/** The input of the GraphQL and tRPC doors. */
export const newTodo = fields.refine(isUnambiguous, ambiguity)
export const todoChange = fields
  .partial()
  .extend({ occurrence: occurrence.optional() })
  .refine(isUnambiguous, ambiguity)
  .refine(isOfCompletion, withoutCompletion)

/** `undefined` means the default. */
export type NewTodo = DeadlineInput & {
  title: string
  description?: string | null | undefined
  completed?: boolean | undefined
  repeat?: Repeat | null | undefined
  /** Default: the inbox. */
  listId?: number | undefined
  tags?: string[] | undefined
  priority?: Priority | undefined
}

/** A todo as a client gives it: with the id or the name of a list. */
export type NewTodoInput = Omit<NewTodo, 'listId'> & { list?: string | null | undefined }

/** `undefined` leaves a field unchanged, null clears it. */
export type TodoChange = { [Field in keyof NewTodo]?: NewTodo[Field] | undefined } & {
  /**
   * Leaves a date as it is when `deadlineAt` is its midnight in UTC: that is how REST shows a date to clients that know only
   * times, and what they send back.
   */
  keepsDate?: boolean
  /** The deadline that the client has seen, of a todo that repeats. */
  occurrence?: DateOrInstant | undefined
}

export type TodoChangeInput = Omit<TodoChange, 'listId'> & { list?: string | null | undefined }

export type Todo = {
  id: number
  uid: string
  title: string
  description: string | null
  completed: boolean
  completedAt: Instant | null
  /** The deadline as an instant; null when it is a date, or when there is none. */
  deadlineAt: Instant | null
  /** The deadline as a date: its day, in the time zone of the owner. */
  deadlineOn: PlainDate | null
  /** The end of the deadline: the instant, or the last microsecond of the date. */
  dueAt: Instant | null
  /** Null when the todo does not repeat. */
  repeat: Repeat | null
  /** The time zone in which timed occurrences have the same wall time; null when the todo does not repeat. */
  repeatZone: string | null
  /** The completed occurrences, newest first. */
  completions: Completion[]
  listId: number
  tags: string[]
  priority: Priority
  revision: number
  createdAt: Instant
  updatedAt: Instant
}
