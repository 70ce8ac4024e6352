import { z } from '@hono/zod-openapi'
import { mostWindowDays } from '../../schema/todo.ts'
import { todoCursor } from '../cursor.ts'

const mostAtOnce = 1000

/** `?limit=`, `?cursor=`: a page instead of everything; the next page's address is in the `Link` header. */
export const limit = z
  .string()
  .regex(/^\d{1,9}$/, 'must be a whole number')
  .transform(Number)
  .refine(count => count >= 1 && count <= mostAtOnce, `must be between 1 and ${mostAtOnce}`)
  .openapi({ type: 'integer', minimum: 1, maximum: mostAtOnce })

export const todoQuery = z.object({
  completed: z
    .enum(['true', 'false'], 'must be true or false')
    .transform(value => value === 'true')
    .optional()
    .openapi({ type: 'string' }),
  window: z
    .string()
    .regex(/^-?\d{1,9}$/, 'must be a whole number of days')
    .transform(Number)
    .refine(
      days => Math.abs(days) <= mostWindowDays,
      `must be between -${mostWindowDays} and ${mostWindowDays} days`,
    )
    .optional()
    .openapi({
      type: 'integer',
      description: 'Deadline at most so many days from now, overdue ones included',
    }),
  order: z.enum(['asc', 'desc'], 'must be asc or desc').default('desc'),
  limit: limit.optional(),
  cursor: todoCursor.optional().openapi({ type: 'string' }),
})
