import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { getRequestListener } from '@hono/node-server'
import { pino } from 'pino'
import { expect, test } from 'vitest'
import { createClient } from '../../client/create-client.ts'
import { parseEnv } from '../../core/process/config.ts'
import type { JobUpdates } from '../../core/live/job-updates.ts'
import { createTodoLister } from '../../core/todos/list-todos.ts'
import { createApp } from '../../server/app.ts'
import { createStreams } from '../../server/http/event-streams.ts'
import { createResponses, responseLimits } from '../../server/http/responses.ts'
import { openEventStream } from '../harness/event-stream.ts'
import { ask, startTestService, type TestService } from '../harness/test-service.ts'
import { waitFor } from '../harness/wait-for.ts'

/** An app of our own on the service's database, to see what it logs and what it watches. */
async function startOwnApp({ db }: TestService) {
  await using opening = new AsyncDisposableStack()
  const logged: { msg: string; requestId?: string }[] = []
  const watched = new Set<string>()
  const jobUpdates: JobUpdates = {
    watch(id) {
      watched.add(id)
      return { [Symbol.dispose]: () => watched.delete(id) }
    },
    publish() {},
    [Symbol.dispose]() {},
  }
  const responses = opening.use(createResponses(responseLimits))
  const app = createApp({
    db,
    listTodos: createTodoLister(db),
    jobUpdates,
    streams: opening.use(createStreams(responses)),
    responses,
    createJob: () => Promise.reject(new Error('not here')),
    renewFile: async () => false,
    config: parseEnv({}),
    log: pino({ level: 'warn' }, { write: line => logged.push(JSON.parse(line)) }),
  })
  const listener = getRequestListener(app.fetch)
  const server = opening.use(createServer((request, response) => void listener(request, response)))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const opened = opening.move()
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return { url, logged, watched, [Symbol.asyncDispose]: () => opened.disposeAsync() }
}

test('a bug is logged once, under the id that the client is told', async () => {
  await using service = await startTestService({ broker: 'postgres', withWorker: false })
  await using app = await startOwnApp(service)
  const { status, json } = await ask(app.url, 'POST /trpc/createCalendarJob', { json: {} })
  expect([status, app.logged.length]).toEqual([500, 1])
  expect(json).toMatchObject({ error: { message: 'Unexpected error', data: { path: 'createCalendarJob' } } })
  expect(json).toHaveProperty('error.data.requestId', app.logged[0]?.requestId)
  await ask(app.url, 'GET /trpc/todo?input={"id":7}')
  await ask(app.url, 'GET /trpc/todo?input={"id":"7"}')
  await ask(app.url, 'GET /trpc/nothing')
  expect(app.logged).toHaveLength(1)
})

test('a watcher who leaves leaves nothing behind', async () => {
  await using service = await startTestService({ broker: 'postgres', withWorker: false })
  await using app = await startOwnApp(service)
  const { id } = await createClient(service).createCalendarJob.mutate()
  const input = encodeURIComponent(JSON.stringify({ id }))
  const stream = await openEventStream(`${app.url}/trpc/calendarJobStatus?input=${input}`)
  await waitFor('the watching', () => app.watched.has(id))
  stream[Symbol.dispose]()
  await waitFor('its end', () => app.watched.size === 0)
})
