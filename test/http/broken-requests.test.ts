import { once } from 'node:events'
import { connect } from 'node:net'
import { expect, test } from 'vitest'
import { parseEnv } from '../../core/process/config.ts'
import { startServer } from '../../server/start.ts'
import { createTestDatabase } from '../harness/test-database.ts'
import { createTestLog } from '../harness/test-log.ts'
import { ask } from '../harness/test-service.ts'

const paths = ['/api/v1/todos', '/api/v1/todos/ical', '/graphql', '/trpc/createTodo']
const bodies = [
  'Content-Length: 100\r\n\r\n{"title":',
  'Transfer-Encoding: chunked\r\n\r\n9\r\n{"title":\r\n',
]

test('logs nothing when a request breaks off in its body, at any door', async () => {
  await using database = await createTestDatabase()
  const { log, messages } = createTestLog()
  const config = { ...parseEnv({ PORT: '0' }), DATABASE_URL: database.url }
  await using server = await startServer(config, log)
  const { hostname, port } = new URL(server.url)
  const before = messages()
  for (const path of paths) {
    for (const body of bodies) {
      const socket = connect(Number(port), hostname)
      socket.write(`POST ${path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n${body}`)
      await once(socket, 'connect')
      // The server handles connections in order: once this is answered, it reads that body.
      expect((await ask(server.url, 'GET /livez')).status).toBe(200)
      socket.resetAndDestroy()
    }
  }
  expect((await ask(server.url, 'POST /api/v1/todos', { json: { title: 'still there' } })).status).toBe(201)
  expect(messages()).toEqual(before)
})
