import { z } from '@hono/zod-openapi'
import {
  deadlineBound,
  maxWindowDays,
  type TodoFilter,
  search,
  todoOrder,
  todoSort,
} from '../../schema/todo-list.ts'
import { maxPageSize, pageSize } from '../../schema/page.ts'
import { isOfSort, otherSort, todoCursor } from '../operations/cursor.ts'

/** `?limit=`, `?cursor=`: a page instead of everything; the next page's address is in the `Link` header. */
export const limit = z
  .string()
  .regex(/^\d{1,9}$/, 'must be a whole number')
  .transform(Number)
  .pipe(pageSize)
  .openapi({ type: 'integer', minimum: 1, maximum: maxPageSize })

const flag = z
  .enum(['true', 'false'], 'must be true or false')
  .transform(value => value === 'true')
  .optional()
  .openapi({ type: 'string' })

const filter = {
  completed: flag,
  window: z
    .string()
    .regex(/^-?\d{1,9}$/, 'must be a whole number of days')
    .transform(Number)
    .refine(
      days => Math.abs(days) <= maxWindowDays,
      `must be between -${maxWindowDays} and ${maxWindowDays} days`,
    )
    .optional()
    .openapi({
      type: 'integer',
      minimum: -maxWindowDays,
      maximum: maxWindowDays,
      description: 'Deadline at most so many days from now, overdue ones included',
    }),
  from: deadlineBound.optional().openapi({ type: 'string', description: 'Deadline at or after' }),
  to: deadlineBound.optional().openapi({ type: 'string', description: 'Deadline before' }),
  overdue: flag.openapi({ description: 'Open although the deadline is over' }),
  search: search
    .optional()
    .openapi({ description: 'Somewhere in the title or the description, in capitals or not' }),
}

export const todoCountsQuery = z.object(filter)

export const todoQuery = z
  .object({
    ...filter,
    sort: todoSort.default('created'),
    order: todoOrder.optional().openapi({
      description:
        'Left out: the newest first, the nearest deadline first (those without one last), by title',
    }),
    limit: limit.optional(),
    cursor: todoCursor.optional().openapi({ type: 'string' }),
  })
  .refine(({ cursor, sort }) => isOfSort(cursor, sort), { path: ['cursor'], message: otherSort })

export const toFilter = ({ window, ...filter }: z.output<typeof todoCountsQuery>): TodoFilter => ({
  ...filter,
  windowDays: window,
})
