import { once } from 'node:events'
import { createServer, type RequestListener } from 'node:http'
import { connect } from 'node:net'
import { expect, test } from 'vitest'
import { errorNotations } from '../../server/app.ts'
import { createConnections } from '../../server/http/connections.ts'
import { createRefusal } from '../../server/http/refusal.ts'
import { listen } from '../harness/listen.ts'
import { waitFor } from '../harness/wait-for.ts'

async function openServer(run: RequestListener, { maxWaiting = 8_000, writeTimeoutMs = 60_000 } = {}) {
  const refusal = createRefusal(errorNotations, ['https://page.example'])
  const connections = createConnections(run, refusal, { maxWaiting, bodyTimeoutMs: 30_000 })
  const server = createServer(connections.handle)
  connections.attach(server, writeTimeoutMs)
  const port = await listen(server)
  return {
    ask(count = 1, path = '/') {
      const socket = connect(port, '127.0.0.1')
      let received = ''
      socket.on('error', () => {})
      socket.setEncoding('utf8').on('data', (text: string) => (received += text))
      socket.write(`GET ${path} HTTP/1.1\r\nHost: a\r\nOrigin: https://page.example\r\n\r\n`.repeat(count))
      return { socket, text: () => received }
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

test('runs one request of a connection at a time and answers all of them', async () => {
  let running = 0
  let maxRunning = 0
  let count = 0
  await using server = await openServer((_, response) => {
    running += 1
    count += 1
    maxRunning = Math.max(maxRunning, running)
    setImmediate(() => {
      running -= 1
      response.end('done')
    })
  })
  const { text } = server.ask(3_000)
  await waitFor('all answers', () => text().split('done').length - 1 === 3_000)
  expect([maxRunning, count]).toEqual([1, 3_000])
})

test('refuses a connection whose requests exceed the limit of waiting requests', async () => {
  await using server = await openServer(() => {}, { maxWaiting: 10 })
  const { socket, text } = server.ask(100)
  await once(socket, 'close')
  expect(text()).toMatch(/^HTTP\/1\.1 503 .*\r\n(.+\r\n)*Retry-After: 1\r\n/)
  expect(text()).toContain('Access-Control-Allow-Origin: https://page.example\r\n')
  expect(text()).toMatch(/\r\n\r\n\{"error":/)
  const graphql = server.ask(100, '/graphql')
  await once(graphql.socket, 'close')
  expect(graphql.text()).toMatch(/\r\n\r\n\{"errors":/)
  const other = server.ask(5)
  await once(other.socket, 'connect')
  expect(other.socket.destroyed).toBe(false)
})

test('closes the connection of a reader that takes nothing for too long', async () => {
  const { promise: closed, resolve } = Promise.withResolvers<boolean>()
  await using server = await openServer(
    (_, response) => {
      response.once('close', () => resolve(response.writableFinished))
      response.end('x'.repeat(32 * 1024 * 1024))
    },
    { writeTimeoutMs: 200 },
  )
  const { socket } = server.ask()
  await once(socket, 'data')
  socket.pause()
  expect(await closed).toBe(false)
})

test('keeps the connection of an answer that takes longer than the write timeout to begin', async () => {
  await using server = await openServer(
    ({ socket }, response) => void socket.once('timeout', () => response.end('done')),
    { writeTimeoutMs: 100 },
  )
  const { text } = server.ask()
  await waitFor('the answer', () => text().includes('done'))
})
