import { type OpenAPIHono, z } from '@hono/zod-openapi'
import { cancelCalendarJob } from '../../core/calendar-jobs/cancel.ts'
import { getCalendarJob, listCalendarJobs } from '../../core/calendar-jobs/find.ts'
import { retryCalendarJob } from '../../core/calendar-jobs/retry.ts'
import { calendarOptions, originalCalendarOptions } from '../../schema/calendar-options.ts'
import { idempotencyKey } from '../../schema/idempotency-key.ts'
import { defaultPageSize } from '../../schema/page.ts'
import { localOwner } from '../../schema/owner.ts'
import { getBaseUrl } from '../http/absolute-url.ts'
import type { ServerContext } from '../context.ts'
import { jobCursor, toJobCursor } from '../operations/cursor.ts'
import { jobState } from '../operations/list-inputs.ts'
import { takePage } from '../operations/paging.ts'
import { document, goneAnswer, jsonOf } from './document.ts'
import { acceptedWire, jobWire, toAcceptedWire, toJobWire } from './job-wire.ts'
import { toNextLink } from './next-link.ts'
import { parseWith, readJson } from './parse.ts'
import { limit } from './todo-query.ts'

const params = z.object({ id: z.uuid() })

const headers = z.object({
  'Idempotency-Key': idempotencyKey
    .optional()
    .openapi({ description: 'The same key with the same options gives the same job for 24 hours' }),
})

const jobsQuery = z.object({
  state: jobState.optional(),
  limit: limit.default(defaultPageSize),
  cursor: jobCursor.optional().openapi({ type: 'string' }),
})

export function addJobRoutes(app: OpenAPIHono, { db, createJob, jobUpdates, config }: ServerContext): void {
  const readKey = (key: string | undefined) =>
    parseWith(headers, { 'Idempotency-Key': key })['Idempotency-Key']

  document(app, 'post', '/todos/ical', 'Asks for a calendar', {
    headers,
    body: calendarOptions,
    bodyRequired: false,
    answers: {
      202: ['Accepted; without options the file is the original one', jsonOf(acceptedWire)],
      409: ['The key was used with other options'],
    },
  })
  app.post('/todos/ical', async c => {
    const key = readKey(c.req.header('idempotency-key'))
    const body = await readJson(c)
    const parsed = parseWith(calendarOptions, body === undefined ? {} : body)
    const options = Object.keys(Object(body)).length === 0 ? originalCalendarOptions : parsed
    const job = await createJob({ ownerId: localOwner, options, idempotencyKey: key })
    return c.json(toAcceptedWire(job, getBaseUrl(c, config)), 202)
  })

  document(app, 'get', '/todos/ical', 'The tasks, newest first', {
    query: jobsQuery,
    answers: { 200: ['A page of them; `Link` names the next one', jsonOf(z.array(jobWire))] },
  })
  app.get('/todos/ical', async c => {
    const { state, limit: size, cursor } = parseWith(jobsQuery, c.req.query())
    const { rows, next } = await takePage(
      size,
      limit => listCalendarJobs(db, localOwner, { state, limit, before: cursor }),
      toJobCursor,
    )
    const baseUrl = getBaseUrl(c, config)
    if (next !== undefined) c.header('Link', toNextLink(baseUrl, c.req.url, next))
    return c.json(rows.map(job => toJobWire(job, baseUrl)))
  })

  document(app, 'get', '/todos/ical/{id}/status', 'How far a task is', {
    params,
    answers: { 200: ['The task', jsonOf(jobWire)], ...goneAnswer },
  })
  app.get('/todos/ical/:id/status', async c => {
    const job = await getCalendarJob(db, localOwner, c.req.param('id'))
    return c.json(toJobWire(job, getBaseUrl(c, config)))
  })

  document(app, 'delete', '/todos/ical/{id}', 'Cancels a task', {
    params,
    answers: { 200: ['The task', jsonOf(jobWire)], 409: ['The task is over'], ...goneAnswer },
  })
  app.delete('/todos/ical/:id', async c => {
    const job = await cancelCalendarJob(db, jobUpdates, localOwner, c.req.param('id'))
    return c.json(toJobWire(job, getBaseUrl(c, config)))
  })

  document(
    app,
    'post',
    '/todos/ical/{id}/retry',
    'Asks again for the calendar of a failed or cancelled task',
    {
      params,
      headers,
      answers: {
        202: ['A new task', jsonOf(acceptedWire)],
        409: ['The task neither failed nor was cancelled, or the key was used with other options'],
        ...goneAnswer,
      },
    },
  )
  app.post('/todos/ical/:id/retry', async c => {
    const key = readKey(c.req.header('idempotency-key'))
    const job = await retryCalendarJob(db, createJob, localOwner, c.req.param('id'), key)
    return c.json(toAcceptedWire(job, getBaseUrl(c, config)), 202)
  })
}
