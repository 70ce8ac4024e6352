import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { createClient } from '../../client/create-client.ts'
import { startApp } from '../doors/start-app.ts'
import { openEventStream } from '../harness/event-stream.ts'
import { ask } from '../harness/test-service.ts'
import { waitFor } from '../harness/wait-for.ts'

test('logs a bug once, with the request id of the answer', async () => {
  await using app = await startApp()
  await sql`alter table calendar_job rename to secret`.execute(app.db)
  const { status, json } = await ask(app.url, 'POST /trpc/createCalendarJob', { json: {} })
  expect([status, app.logged.length]).toEqual([500, 1])
  expect(json).toMatchObject({ error: { message: 'Unexpected error', data: { path: 'createCalendarJob' } } })
  expect(json).toHaveProperty('error.data.requestId', app.logged[0]?.requestId)
  await ask(app.url, 'GET /trpc/todo?input={"id":7}')
  await ask(app.url, 'GET /trpc/todo?input={"id":"7"}')
  await ask(app.url, 'GET /trpc/nothing')
  expect(app.logged).toHaveLength(1)
})

test('stops watching when the client leaves', async () => {
  await using app = await startApp()
  const { id } = await createClient(app).createCalendarJob.mutate()
  const input = encodeURIComponent(JSON.stringify({ id }))
  const stream = await openEventStream(`${app.url}/trpc/calendarJobStatus?input=${input}`)
  await waitFor('the watcher', () => app.countWatchers() === 1)
  stream[Symbol.dispose]()
  await waitFor('the watcher to be gone', () => app.countWatchers() === 0)
})
