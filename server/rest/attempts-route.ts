import { type OpenAPIHono, z } from '@hono/zod-openapi'
import { getAttempts } from '../../core/calendar-jobs/attempts.ts'
import type { CalendarJobAttempt } from '../../schema/calendar-job-attempt.ts'
import { localOwner } from '../../schema/owner.ts'
import type { ServerContext } from '../context.ts'
import { document, goneAnswer, jsonOf } from './document.ts'
import { toNaive, toNaiveOrNull } from './naive-time.ts'

const attemptWire = z
  .object({
    attempt: z.int(),
    worker: z.string(),
    started_at: z.string(),
    ended_at: z.string().nullable(),
    error: z.string().nullable(),
  })
  .openapi('Attempt')

const toAttemptWire = ({
  attempt,
  worker,
  startedAt,
  endedAt,
  error,
}: CalendarJobAttempt): z.output<typeof attemptWire> => ({
  attempt,
  worker,
  started_at: toNaive(startedAt),
  ended_at: toNaiveOrNull(endedAt),
  error,
})

export function addAttemptsRoute(app: OpenAPIHono, { db }: ServerContext): void {
  document(app, 'get', '/todos/ical/{id}/attempts', 'What each worker that took a task came to', {
    params: z.object({ id: z.uuid() }),
    answers: { 200: ['The attempts, in their order', jsonOf(z.array(attemptWire))], ...goneAnswer },
  })
  app.get('/todos/ical/:id/attempts', async c => {
    const attempts = await getAttempts(db, localOwner, c.req.param('id'))
    return c.json(attempts.map(toAttemptWire))
  })
}
