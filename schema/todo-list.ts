import { z } from 'zod'
import { parseDateOrInstant } from './plain-date.ts'
import { text } from './text.ts'
import { completed } from './todo.ts'

export const maxWindowDays = 1_000_000

const searchMaxCodePoints = 255

export const search = text(searchMaxCodePoints)
/** A date means its first moment in the time zone of the owner. */
export const deadlineBound = z.string('must be a string').transform(parseDateOrInstant)

/** A todo is listed if it matches every field. */
export const todoFilterFields = {
  completed: completed.optional(),
  /** Todos due within this number of days, including overdue ones. A date is due from the beginning of its day. */
  windowDays: z
    .int()
    .refine(days => Math.abs(days) <= maxWindowDays, `must be between -${maxWindowDays} and ${maxWindowDays}`)
    .optional(),
  /** Todos due at this time or date, or later. */
  from: deadlineBound.optional(),
  /** Todos due before this time or date. */
  to: deadlineBound.optional(),
  /** Open todos with a deadline in the past. A date is in the past when its day has ended for the owner. */
  overdue: z.boolean('must be true or false').optional(),
  /** Text in the title or the description; case is ignored. */
  search: search.optional(),
}

export type TodoFilter = z.output<z.ZodObject<typeof todoFilterFields>>

const todoSorts = ['created', 'deadline', 'title'] as const
export type TodoSort = (typeof todoSorts)[number]
export const todoSort = z.enum(todoSorts, `must be one of ${todoSorts.join(', ')}`)

export type TodoOrder = 'asc' | 'desc'
export const todoOrder = z.enum(['asc', 'desc'], 'must be asc or desc')

/** The numbers of todos that match a filter. */
export type TodoCounts = { total: number; open: number; done: number; overdue: number }
