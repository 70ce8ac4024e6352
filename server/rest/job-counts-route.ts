import type { OpenAPIHono } from '@hono/zod-openapi'
import { countCalendarJobs } from '../../core/calendar-jobs/count.ts'
import { localOwner } from '../../schema/owner.ts'
import { calendarJobCountsWire } from '../../schema/wire/calendar-job-counts.ts'
import type { ServerContext } from '../context.ts'
import { document, jsonOf } from './document.ts'

export function addJobCountsRoute(app: OpenAPIHono, { db }: ServerContext): void {
  document(app, 'get', '/todos/ical/counts', 'How many tasks there are', {
    answers: { 200: ['In each state, and in total', jsonOf(calendarJobCountsWire)] },
  })
  app.get('/todos/ical/counts', async c => c.json(await countCalendarJobs(db, localOwner)))
}
