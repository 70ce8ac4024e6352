import { z } from 'zod'
import { parseInstant } from './instant.ts'
import { text } from './text.ts'
import { completed } from './todo.ts'

export const maxWindowDays = 1_000_000

const searchMaxCodePoints = 255

export const search = text(searchMaxCodePoints)
export const deadlineBound = z.string('must be a string').transform(parseInstant)

/** A todo is listed if it matches every field. */
export const todoFilterFields = {
  completed: completed.optional(),
  /** Todos due within this number of days, including overdue ones. */
  windowDays: z
    .int()
    .refine(days => Math.abs(days) <= maxWindowDays, `must be between -${maxWindowDays} and ${maxWindowDays}`)
    .optional(),
  /** Todos due at this time or later. */
  from: deadlineBound.optional(),
  /** Todos due before this time. */
  to: deadlineBound.optional(),
  /** Open todos with a deadline in the past. */
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
