import type { ServerResponse } from 'node:http'
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response'
import { z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import type { JobUpdates } from '../../core/live/job-updates.ts'
import { type CalendarJob, isTerminal } from '../../schema/calendar-job.ts'
import type { AnyJob } from '../../schema/import-job.ts'
import { toEventId } from '../../schema/event-id.ts'
import type { RequestEnv } from '../context.ts'
import { findUnseenJobs } from '../operations/calendar-jobs.ts'
import { type AddRoute, goneAnswer, resumeHeaders, uuidParams } from './routes.ts'
import { eventStreamHeaders, openEventStream } from './event-stream.ts'
import { toJobWire } from './job-wire.ts'

export function addEventsRoute(route: AddRoute): void {
  route(
    'calendarJobStatus',
    'get',
    '/todos/ical/:id/events',
    'Watch a task until it is finished, as server-sent events',
    {
      params: uuidParams,
      headers: resumeHeaders,
      answers: {
        200: [
          '`status` events, each with the JSON of the status route',
          { 'text/event-stream': { schema: z.string() } },
        ],
        204: ['The client has seen the final event: do not reconnect'],
        ...goneAnswer,
      },
    },
  ).handle(async c => {
    const ctx = c.get('ctx')
    const unseen = await findUnseenJobs(ctx, [c.req.param('id')], c.req.header('last-event-id'))
    return streamJob(c, unseen, (job: CalendarJob) => toJobWire(ctx, job))
  })
}

/** Answers with the updates of a job, which must be of the kind that `toWire` takes; 204 when there is none left to see. */
export function streamJob(
  c: Context<RequestEnv>,
  unseen: ReadonlyMap<string, number>,
  toWire: (job: never) => unknown,
): Response {
  const [job] = unseen
  if (!job) return c.body(null, 204)
  if (c.req.method === 'HEAD') return c.body(null, 200, eventStreamHeaders)

  writeUpdates(openEventStream(c), c.get('ctx').jobUpdates, job, update =>
    toFrame(update, toWire(update as never)),
  )
  return RESPONSE_ALREADY_SENT
}

const toFrame = (job: AnyJob, wire: unknown): string =>
  `event: status\nid: ${toEventId(job)}\ndata: ${JSON.stringify(wire)}\n\n`

/** Keeps only the newest snapshot for a reader that is behind. */
function writeUpdates(
  response: ServerResponse,
  jobUpdates: JobUpdates,
  [id, lastSeen]: [id: string, lastSeen: number],
  toText: (job: AnyJob) => string,
): void {
  let newest: AnyJob | undefined
  const write = (job: AnyJob) => {
    if (response.writableEnded) return
    response.write(toText(job))
    if (isTerminal(job.state)) response.end()
  }
  const watching = jobUpdates.watch(id, lastSeen, job => {
    if (response.writableNeedDrain) newest = job
    else write(job)
  })
  response.on('drain', () => {
    if (newest) write(newest)
    newest = undefined
  })
  response.once('close', () => watching[Symbol.dispose]())
}
