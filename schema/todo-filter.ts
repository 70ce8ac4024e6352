import { z } from 'zod'
import { parseDateOrInstant } from './plain-date.ts'
import { filterText } from './parse-filter.ts'
import { completed } from './todo.ts'
import { parseWords } from './match-scope.ts'
import { todoScopeFields } from './todo-scope.ts'

export const maxWindowDays = 1_000_000

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
  ...todoScopeFields,
  /** The same in the language of `parse-filter.ts`. */
  filter: filterText.optional(),
}

/** A filter as a client gives it. */
export type TodoFilterInput = z.output<z.ZodObject<typeof todoFilterFields>>
/** With the fields of `filter` beside the others, ids of lists, and times for dates. */
export type TodoFilter = Omit<TodoFilterInput, 'filter'>

/** `relevance` is for searches: todos with the words in their title, and at the start of a word, come first. */
const todoSorts = ['created', 'deadline', 'title', 'relevance'] as const
export type TodoSort = (typeof todoSorts)[number]
export const todoSort = z.enum(todoSorts, `must be one of ${todoSorts.join(', ')}`)

export type TodoOrder = 'asc' | 'desc'
export const todoOrder = z.enum(['asc', 'desc'], 'must be asc or desc')

/** The numbers of todos that match a filter. */
export type TodoCounts = { total: number; open: number; done: number; overdue: number }

type Sorting = Pick<TodoFilterInput, 'search' | 'filter'> & {
  sort?: TodoSort | undefined
  order?: TodoOrder | undefined
}

/** Without a sort and an order, a search lists what matches best first, and any other list the newest todos. */
export const toSort = ({ sort, order, search, filter }: Sorting): TodoSort =>
  sort ??
  (order === undefined && parseWords(`${search ?? ''} ${filter?.search ?? ''}`).words.length > 0
    ? 'relevance'
    : 'created')
