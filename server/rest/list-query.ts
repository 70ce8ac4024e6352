import { z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { maxPageSize, pageSize } from '../../schema/page.ts'
import {
  deadlineBound,
  maxWindowDays,
  search,
  type TodoFilter,
  todoOrder,
  todoSort,
} from '../../schema/todo-list.ts'
import type { RequestEnv } from '../context.ts'
import { isOfSort, otherSort, todoCursor } from '../operations/paging.ts'

export const limit = z
  .string()
  .regex(/^\d{1,9}$/, 'must be a whole number')
  .transform(Number)
  .pipe(pageSize)
  .openapi({ type: 'integer', minimum: 1, maximum: maxPageSize })

/** Links to the next page: this request with the cursor where this page ends. */
export function setNextLink(c: Context<RequestEnv>, cursor: string | undefined): void {
  if (cursor === undefined) return
  const { pathname, searchParams } = new URL(c.req.url)
  searchParams.set('cursor', cursor)
  c.header('Link', `<${c.get('ctx').baseUrl}${pathname}?${searchParams.toString()}>; rel="next"`)
}

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
      description: 'Deadline at most this many days from now, overdue todos included',
    }),
  from: deadlineBound
    .optional()
    .openapi({ type: 'string', description: 'Deadline at this time or date, or later' }),
  to: deadlineBound.optional().openapi({ type: 'string', description: 'Deadline before this time or date' }),
  overdue: flag.openapi({ description: 'Open with a deadline in the past' }),
  search: search.optional().openapi({ description: 'Text in the title or the description, ignoring case' }),
}

export const todoCountsQuery = z.object(filter)

export const todoQuery = z
  .object({
    ...filter,
    sort: todoSort.default('created'),
    order: todoOrder.optional().openapi({
      description:
        'Default: desc for `created`, which lists the newest first, and asc for `deadline` and `title`. ' +
        'Todos without a deadline are always last',
    }),
    limit: limit.optional(),
    cursor: todoCursor.optional().openapi({ type: 'string' }),
  })
  .refine(({ cursor, sort }) => isOfSort(cursor, sort), { path: ['cursor'], message: otherSort })

export const toFilter = <Query extends z.output<typeof todoCountsQuery>>({
  window,
  ...others
}: Query): Omit<Query, 'window'> & Pick<TodoFilter, 'windowDays'> => ({ ...others, windowDays: window })
