import { once } from 'node:events'
import { Agent } from 'node:http'
import { connect } from 'node:net'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { spawnServer } from '../harness/spawn-main.ts'
import { ask, startTestService, type TestService } from '../harness/test-service.ts'
import { waitFor } from '../harness/wait-for.ts'

/** More than the socket buffers of both sides hold. */
const insertLongTodos = ({ db }: TestService) =>
  sql`insert into todo (owner_id, title, description)
    select 'local', 'Todo ' || n, repeat('x', 10000) from generate_series(1, 2500) as n`.execute(db)

/** Requests all todos and reads only the beginning. */
async function readSlowly(url: string) {
  const { hostname, port } = new URL(url)
  const socket = connect(Number(port), hostname)
  socket.on('error', () => {})
  socket.write('GET /api/v1/todos HTTP/1.1\r\nHost: localhost\r\n\r\n')
  await once(socket, 'readable')
  return socket
}

test('lets a slow reader finish during a drain', async () => {
  await using service = await startTestService({ broker: 'postgres', withWorker: false })
  await insertLongTodos(service)
  const server = await service.startServer()
  const socket = await readSlowly(server.url)
  const drained = server[Symbol.asyncDispose]()
  await waitFor('the server to refuse connections', () =>
    ask(server.url, 'GET /livez').then(
      () => false,
      () => true,
    ),
  )
  let text = ''
  for await (const piece of socket.setEncoding('latin1')) text += piece as string
  expect(text.match(/"title":/g)).toHaveLength(2_500)
  expect(text.endsWith('0\r\n\r\n')).toBe(true)
  await drained
})

test('closes idle connections and exits with 0 despite a reader that takes nothing', async () => {
  await using service = await startTestService({ broker: 'postgres', withWorker: false })
  await insertLongTodos(service)
  await using server = await spawnServer({ ...service.surroundings, DRAIN_TIMEOUT_SECONDS: '2' })
  const { url } = server
  const agent = new Agent({ keepAlive: true })
  expect((await ask(url, 'GET /livez', { agent })).status).toBe(200)
  const [idle] = Object.values(agent.freeSockets).flatMap(sockets => sockets ?? [])
  if (!idle) throw new Error('The connection was not kept')
  const socket = await readSlowly(url)
  const idleClosed = once(idle, 'close').then(() => 'idle')
  const exited = server.stop()
  expect(await Promise.race([idleClosed, exited])).toBe('idle')
  expect(await exited).toBe(0)
  socket.destroy()
  agent.destroy()
})
