import { z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { defaultPageSize, maxPageSize, pageSize } from '../../schema/page-size.ts'
import {
  deadlineBound,
  maxWindowDays,
  type TodoFilter,
  todoOrder,
  todoSort,
  toSort,
} from '../../schema/todo-filter.ts'
import { filterText } from '../../schema/parse-filter.ts'
import { search, todoScopeFields } from '../../schema/todo-scope.ts'
import type { RequestEnv } from '../context.ts'
import { jobState, maxDays, maxTodosOfDays } from '../operations/list-inputs.ts'
import { isOfSort, jobCursor, otherSort, todoCursor, trashCursor } from '../operations/paging.ts'

const wholeNumber = z
  .string()
  .regex(/^\d{1,9}$/, 'must be a whole number')
  .transform(Number)

const limit = wholeNumber.pipe(pageSize).openapi({ type: 'integer', minimum: 1, maximum: maxPageSize })

export const jobsQuery = z.object({
  state: jobState.optional(),
  limit: limit.default(defaultPageSize),
  cursor: jobCursor.optional().openapi({ type: 'string' }),
})

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

/** Several values, separated by commas. */
const texts = <Field extends z.ZodType>(field: Field, description: string) =>
  z
    .preprocess(text => (typeof text === 'string' ? text.split(',') : text), field)
    .openapi({ type: 'string', description })

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
  list: texts(todoScopeFields.list, 'Only todos in one of these lists: ids or names, separated by commas'),
  withoutList: texts(todoScopeFields.withoutList, 'Only todos in none of these lists'),
  tag: texts(todoScopeFields.tag, 'Only todos with all of these tags'),
  withoutTag: texts(todoScopeFields.withoutTag, 'Only todos with none of these tags'),
  priority: texts(
    todoScopeFields.priority,
    'Only todos with one of these priorities: none, low, medium, high',
  ),
  hasDeadline: flag.openapi({ description: 'Only todos with a deadline, or only those without' }),
  search: search.optional().openapi({
    description: 'Words in the title or the description, in any order, ignoring case and accents',
  }),
  filter: filterText.optional().openapi({
    type: 'string',
    description: 'All of this in one text, such as `list:uni tag:exam p:high -tag:later essay`',
  }),
}

export const todoCountsQuery = z.object(filter)

export const todoDaysQuery = z.object({
  from: z.string().openapi({ description: 'The first day', example: '2030-01-01' }),
  days: wholeNumber.openapi({
    type: 'integer',
    minimum: 1,
    maximum: maxDays,
    description: 'The number of days',
    example: 31,
  }),
  timeZone: z.string().openapi({
    description: 'Decides to which day a time belongs',
    example: 'Australia/Brisbane',
  }),
  first: wholeNumber.openapi({
    type: 'integer',
    minimum: 1,
    description: `The maximum of todos to list on each day. Times \`days\`, it is at most ${maxTodosOfDays}`,
    example: 5,
  }),
  filter: z
    .string()
    .optional()
    .openapi({ description: 'Only todos that match this text, such as `list:uni p:high`' }),
})

export const todoQuery = z
  .object({
    ...filter,
    sort: todoSort
      .optional()
      .openapi({ description: 'Default: `relevance` for a search, otherwise `created`' }),
    order: todoOrder.optional().openapi({
      description:
        'Default: desc for `created`, which lists the newest first, and for `relevance`; asc for `deadline` and `title`. ' +
        'Todos without a deadline are always last',
    }),
    limit: limit.optional(),
    cursor: todoCursor.optional().openapi({ type: 'string' }),
  })
  .refine(({ cursor, ...list }) => isOfSort(cursor, toSort(list)), { path: ['cursor'], message: otherSort })

export const trashQuery = z.object({
  limit: limit.optional(),
  cursor: trashCursor.optional().openapi({ type: 'string' }),
})

export const toFilter = <Query extends z.output<typeof todoCountsQuery>>({
  window,
  ...others
}: Query): Omit<Query, 'window'> & Pick<TodoFilter, 'windowDays'> => ({ ...others, windowDays: window })
