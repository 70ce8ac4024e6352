import { z } from '@hono/zod-openapi'
import { parseInstant } from '../../schema/instant.ts'
import { parseCursor, toCursor } from './cursor.ts'

const mostDays = 1_000_000
const mostAtOnce = 1000

/** `?limit=`, `?cursor=`: a page instead of everything; the next page's address is in the `Link` header. */
export const limit = z
  .string()
  .regex(/^\d{1,9}$/, 'must be a whole number')
  .transform(Number)
  .refine(count => count >= 1 && count <= mostAtOnce, `must be between 1 and ${mostAtOnce}`)
  .openapi({ type: 'integer', minimum: 1, maximum: mostAtOnce })

const position = z.tuple([z.string().transform(parseInstant), z.int().min(0)])

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
    .refine(days => Math.abs(days) <= mostDays, `must be between -${mostDays} and ${mostDays} days`)
    .optional()
    .openapi({
      type: 'integer',
      description: 'Deadline at most so many days from now, overdue ones included',
    }),
  order: z.enum(['asc', 'desc'], 'must be asc or desc').default('desc'),
  limit: limit.optional(),
  cursor: z
    .string()
    .transform((value, context) => parseCursor(position, value, context))
    .optional()
    .openapi({ type: 'string' }),
})

export const toTodoCursor = ({ createdAt, id }: { createdAt: string; id: number }): string =>
  toCursor([createdAt, id])
