import { z } from 'zod'
import { calendarJobStates } from '../../schema/calendar-job.ts'
import { filterText } from '../../schema/parse-filter.ts'
import { defaultPageSize, pageSize } from '../../schema/page-size.ts'
import { parsePlainDate } from '../../schema/plain-date.ts'
import { timeZone } from '../../schema/time-zone.ts'
import { todoFilterFields, todoOrder, todoSort, toSort } from '../../schema/todo-filter.ts'
import { isOfSort, jobCursor, otherSort, todoCursor, trashCursor } from './paging.ts'

const page = <Cursor extends z.ZodType>(cursor: Cursor) => ({
  first: pageSize.default(defaultPageSize),
  after: cursor.optional(),
})

export const todoListInput = z
  .strictObject({
    ...page(todoCursor),
    ...todoFilterFields,
    sort: todoSort.optional(),
    order: todoOrder.optional(),
  })
  .refine(({ after, ...list }) => isOfSort(after, toSort(list)), { path: ['after'], message: otherSort })

export type TodoListInput = z.output<typeof todoListInput>

export const maxDays = 42
export const maxTodosOfDays = 500

const daysProblem = `must be a whole number between 1 and ${maxDays}`
const firstProblem = 'must be a whole number of at least 1'

/** The days of a calendar, each with the first of its todos. */
export const todoDaysInput = z
  .strictObject({
    from: z.string().transform(parsePlainDate),
    days: z.int(daysProblem).min(1, daysProblem).max(maxDays, daysProblem),
    timeZone,
    first: z.int(firstProblem).min(1, firstProblem),
    filter: filterText.optional(),
  })
  .refine(({ days, first }) => days * first <= maxTodosOfDays, {
    path: ['first'],
    message: `must be at most ${maxTodosOfDays} divided by days`,
  })

export type TodoDaysInput = z.output<typeof todoDaysInput>

export const trashInput = z.strictObject(page(trashCursor))

export type TrashInput = z.output<typeof trashInput>

export const jobState = z.enum(calendarJobStates, `must be one of ${calendarJobStates.join(', ')}`)

export const jobListInput = z.strictObject({ ...page(jobCursor), state: jobState.optional() })

export type JobListInput = z.output<typeof jobListInput>

export const maxWatchedJobs = 50

/** The jobs that one subscription watches. */
export const watchedJobIds = z
  .array(z.string())
  .max(maxWatchedJobs, `must have at most ${maxWatchedJobs} ids`)
