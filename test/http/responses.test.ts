import { once } from 'node:events'
import { createServer, IncomingMessage, ServerResponse } from 'node:http'
import { connect, Socket } from 'node:net'
import { expect, test } from 'vitest'
import { createResponses, type ResponseLimits, responseLimits } from '../../server/http/responses.ts'
import { listen } from '../harness/listen.ts'
import { waitFor } from '../harness/wait-for.ts'

/** A server whose responses begin and never end. `begin` may refuse one by throwing. */
async function openServer(limits: Partial<ResponseLimits>, begin: (response: ServerResponse) => void) {
  const responses = createResponses({ ...responseLimits, ...limits })
  const open: ServerResponse[] = []
  const server = createServer(
    responses.admit((_, response) => {
      try {
        begin(response)
        open.push(response)
        response.write('begins')
      } catch {
        response.writeHead(503).end()
      }
    }),
  )
  const port = await listen(server)
  return {
    responses,
    open,
    async ask(head = 'GET / HTTP/1.1') {
      const socket = connect(port, '127.0.0.1')
      socket.write(`${head}\r\nHost: a\r\n\r\n`)
      const [data] = (await once(socket, 'data')) as [Buffer]
      socket.pause()
      return { socket, status: Number(data.toString().split(' ')[1]), text: data.toString() }
    },
    async [Symbol.asyncDispose]() {
      responses[Symbol.dispose]()
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

type Server = Awaited<ReturnType<typeof openServer>>

test.each(['download', 'stream'] as const)(
  'refuses a %s beyond the limit until one of them ends',
  async kind => {
    await using server: Server = await openServer({ max: { ...responseLimits.max, [kind]: 2 } }, response =>
      server.responses.become(response, kind),
    )
    const [first, second] = [await server.ask(), await server.ask()]
    expect([first.status, second.status, (await server.ask()).status]).toEqual([200, 200, 503])
    const closed = once(server.open[0] as ServerResponse, 'close')
    first.socket.destroy()
    await closed
    expect((await server.ask()).status).toBe(200)
  },
)

test('refuses a request beyond the limit with 503 and Retry-After, but answers /livez', async () => {
  await using server = await openServer({ max: { ...responseLimits.max, plain: 1 } }, () => {})
  expect((await server.ask()).status).toBe(200)
  const { status, text } = await server.ask()
  expect(status).toBe(503)
  expect(text).toMatch(/^retry-after: 1\r$/im)
  expect((await server.ask('GET /livez HTTP/1.1')).status).toBe(200)
})

test('refuses bodies beyond the limit of bytes in flight', async () => {
  await using server = await openServer({ maxBodyBytes: 300 * 1024 }, () => {})
  const head = 'POST / HTTP/1.1\r\nContent-Length: 200000'
  expect((await server.ask(head)).status).toBe(200)
  expect((await server.ask(head)).status).toBe(503)
  expect((await server.ask()).status).toBe(200)
})

test('disconnects readers that take nothing once too many bytes wait for them', async () => {
  const chunk = 'x'.repeat(16 * 1024 * 1024)
  await using server = await openServer({ maxWaitingBytes: 24 * 1024 * 1024 }, response => {
    response.write(chunk)
  })
  for (let n = 0; n < 4; n += 1) await server.ask()
  await waitFor('room', () => server.open.filter(({ destroyed }) => !destroyed).length === 1)
})

test('disconnects a reader that stands still while others wait for its room', async () => {
  await using server = await openServer({ maxWaitingBytes: 24 * 1024 * 1024 }, response => {
    response.write('x'.repeat(16 * 1024 * 1024))
  })
  await server.ask()
  const [response] = server.open
  await server.responses.reserve(response, 20 * 1024 * 1024)
  await server.responses.reserve(new ServerResponse(new IncomingMessage(new Socket())), 8 * 1024 * 1024)
  expect(response?.destroyed).toBe(true)
})

test('never waits for room while it holds some: others would wait for it', async () => {
  const mb = 1024 * 1024
  await using server = await openServer({ maxWaitingBytes: 4 * mb }, () => {})
  for (let n = 0; n < 2; n += 1) await server.ask()
  const [first, second] = server.open
  const { reserve } = server.responses
  const startedAt = performance.now()
  using held = await reserve(first, 3 * mb)
  await expect(reserve(first, 2 * mb)).rejects.toMatchObject({ code: 'badInput' })
  await reserve(second, mb)
  await expect(reserve(second, mb)).rejects.toMatchObject({ code: 'unavailable' })
  // Those who wait do so for ten seconds.
  expect(performance.now() - startedAt).toBeLessThan(9_000)
  held.resize(2 * mb)
  await reserve(second, mb)
})
