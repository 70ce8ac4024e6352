import { z } from 'zod'
import { parseInstant } from './instant.ts'
import { text } from './text.ts'
import { completed } from './todo.ts'

/** As far from now as a window of deadlines may reach. */
export const maxWindowDays = 1_000_000

const searchMaxCodePoints = 255

export const search = text(searchMaxCodePoints)
export const deadlineBound = z.string('must be a string').transform(parseInstant)

/** Which todos a list holds: those that every field lets through. */
export const todoFilterFields = {
  completed: completed.optional(),
  /** Deadline at most so many days from now, the overdue ones included. */
  windowDays: z
    .int()
    .refine(days => Math.abs(days) <= maxWindowDays, `must be between -${maxWindowDays} and ${maxWindowDays}`)
    .optional(),
  /** Deadline at or after. */
  from: deadlineBound.optional(),
  /** Deadline before. */
  to: deadlineBound.optional(),
  /** Open although the deadline is over. */
  overdue: z.boolean('must be true or false').optional(),
  /** Somewhere in the title or the description, in capitals or not. */
  search: search.optional(),
}

export type TodoFilter = z.output<z.ZodObject<typeof todoFilterFields>>

const todoSorts = ['created', 'deadline', 'title'] as const
export type TodoSort = (typeof todoSorts)[number]
export const todoSort = z.enum(todoSorts, `must be one of ${todoSorts.join(', ')}`)

export type TodoOrder = 'asc' | 'desc'
export const todoOrder = z.enum(['asc', 'desc'], 'must be asc or desc')

/** Of all the todos that a filter lets through. */
export type TodoCounts = { total: number; open: number; done: number; overdue: number }
