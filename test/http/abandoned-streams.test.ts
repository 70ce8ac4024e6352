import { once } from 'node:events'
import { createServer } from 'node:http'
import { connect, type Socket } from 'node:net'
import { getRequestListener } from '@hono/node-server'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { classifyError } from '../../server/http/classify-error.ts'
import { listen } from '../harness/listen.ts'
import { ask, startTestService, type TestService } from '../harness/test-service.ts'
import { waitFor } from '../harness/wait-for.ts'
import { waitForLocks } from '../harness/wait-for-locks.ts'

const streams = 40
/** Idle database connections keep their timers for some seconds. */
const maxPoolTimers = 15

const doors: [door: string, toRequest: (host: string, id: string) => string][] = [
  ['REST', (host, id) => `GET /api/v1/todos/ical/${id}/events HTTP/1.1\r\nHost: ${host}\r\n\r\n`],
  [
    'GraphQL',
    (host, id) => {
      const query = `subscription { calendarJobStatus(id: "${id}") { state } }`
      const body = JSON.stringify({ query })
      const head = `Host: ${host}\r\nAccept: text/event-stream\r\nContent-Type: application/json`
      return `POST /graphql HTTP/1.1\r\n${head}\r\nContent-Length: ${body.length}\r\n\r\n${body}`
    },
  ],
  [
    'tRPC',
    (host, id) => {
      const input = encodeURIComponent(JSON.stringify({ id }))
      return `GET /trpc/calendarJobStatus?input=${input} HTTP/1.1\r\nHost: ${host}\r\nAccept: text/event-stream\r\n\r\n`
    },
  ],
]

async function open(url: string, request: string): Promise<Socket> {
  const { hostname, port } = new URL(url)
  const socket = connect(Number(port), hostname)
  socket.on('error', () => {})
  await once(socket, 'connect')
  socket.write(request)
  return socket
}

/** Opens all streams, and resets them while a table lock keeps the server from reading their job. */
async function abandon({ url, db }: TestService, request: string): Promise<void> {
  await db.transaction().execute(async tx => {
    await sql`lock table calendar_job in access exclusive mode`.execute(tx)
    const sockets = await Promise.all(Array.from({ length: streams }, () => open(url, request)))
    await waitForLocks(db, 5)
    // Once this is answered, the server has read what other connections sent before.
    await ask(url, 'GET /livez')
    for (const socket of sockets) socket.resetAndDestroy()
    await ask(url, 'GET /livez')
  })
}

const countTimers = () => process.getActiveResourcesInfo().filter(name => name === 'Timeout').length

test.each(doors)(
  'keeps no timers of %s streams whose readers left before they began',
  async (_, toRequest) => {
    await using service = await startTestService({
      broker: 'postgres',
      withWorker: false,
      env: { MAX_STREAMS: String(streams / 2) },
    })
    const { task_id: id } = await service.createTask()
    const request = toRequest(new URL(service.url).host, id)
    const timersBefore = countTimers()
    await abandon(service, request)
    // These queue for database connections behind the abandoned streams.
    for (let n = 0; n < 10; n += 1) await ask(service.url, `GET /api/v1/todos/ical/${id}/status`)
    const socket = await open(service.url, request)
    const [answer] = (await once(socket, 'data')) as [Buffer]
    expect(answer.toString()).toMatch(/^HTTP\/1\.1 200 /)
    socket.destroy()
    await waitFor('their timers to end', () => countTimers() < timersBefore + maxPoolTimers)
  },
)

test('classifies an aborted request as bad input, not as a bug', async () => {
  const reasons: unknown[] = []
  const listener = getRequestListener(async ({ signal }) => {
    if (!signal.aborted) await once(signal, 'abort')
    reasons.push(signal.reason)
    return new Response()
  })
  const server = createServer((request, response) => void listener(request, response))
  const socket = await open(
    `http://127.0.0.1:${await listen(server)}`,
    'GET / HTTP/1.1\r\nHost: localhost\r\n\r\n',
  )
  await once(server, 'request')
  socket.resetAndDestroy()
  const [reason] = await waitFor('the request to be aborted', () => reasons.length > 0 && reasons)
  // GraphQL Yoga passes on the bare text.
  for (const error of [reason, 'Client connection prematurely closed.']) {
    expect(classifyError(error)).toEqual({ code: 'badInput', message: 'The request was aborted' })
  }
  server.close()
})
