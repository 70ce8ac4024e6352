import type { ServerResponse } from 'node:http'
import type { HttpBindings } from '@hono/node-server'
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response'
import { type OpenAPIHono, z } from '@hono/zod-openapi'
import { getCalendarJob } from '../../core/calendar-jobs/find.ts'
import type { JobUpdates } from '../../core/live/job-updates.ts'
import { type CalendarJob, isTerminal } from '../../schema/calendar-job.ts'
import { readVersion, toEventId } from '../../schema/event-id.ts'
import { localOwner } from '../../schema/owner.ts'
import { getBaseUrl } from '../http/absolute-url.ts'
import type { ServerContext } from '../context.ts'
import { streamCacheControl } from '../http/cache-control.ts'
import { toCorsHeaders } from '../http/cors.ts'
import { document, goneAnswer } from './document.ts'
import { toJobWire } from './job-wire.ts'

const headers = {
  'Content-Type': 'text/event-stream; charset=utf-8',
  'Cache-Control': streamCacheControl,
  'X-Accel-Buffering': 'no',
  'X-Content-Type-Options': 'nosniff',
}

/** Written on Node.js' own response: a watcher costs a third of what a web stream does, and there are thousands. */
export function addEventsRoute(app: OpenAPIHono, { db, jobUpdates, streams, config }: ServerContext): void {
  document(
    app,
    'get',
    '/todos/ical/{id}/events',
    'A task as it changes, until it is over, as server-sent events',
    {
      params: z.object({ id: z.uuid() }),
      headers: z.object({ 'Last-Event-ID': z.string().optional() }),
      answers: {
        200: [
          'Events `status`, each with the JSON of the status route',
          { 'text/event-stream': { schema: z.string() } },
        ],
        204: ['The end of the task has been delivered: do not connect again'],
        ...goneAnswer,
      },
    },
  )
  app.get('/todos/ical/:id/events', async c => {
    const job = await getCalendarJob(db, localOwner, c.req.param('id'))
    const lastSeen = readVersion(c.req.header('last-event-id'), job)
    if (isTerminal(job.state) && lastSeen === job.version) return c.body(null, 204)
    if (c.req.method === 'HEAD') return c.body(null, 200, headers)

    const { outgoing: response } = c.env as HttpBindings
    streams.open(response, true)
    response.writeHead(200, { ...headers, ...toCorsHeaders(c, config.CORS_ORIGINS) })
    response.flushHeaders()
    const baseUrl = getBaseUrl(c, config)
    writeUpdates(response, jobUpdates, { id: job.id, lastSeen }, update => toFrame(update, baseUrl))
    return RESPONSE_ALREADY_SENT
  })
}

const toFrame = (job: CalendarJob, baseUrl: string) =>
  `event: status\nid: ${toEventId(job)}\ndata: ${JSON.stringify(toJobWire(job, baseUrl))}\n\n`

/** While the reader is behind only the newest snapshot waits for it. */
function writeUpdates(
  response: ServerResponse,
  jobUpdates: JobUpdates,
  { id, lastSeen }: { id: string; lastSeen: number },
  toText: (job: CalendarJob) => string,
): void {
  let newest: CalendarJob | undefined
  const write = (job: CalendarJob) => {
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
