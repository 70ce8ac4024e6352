import { once } from 'node:events'
import { createServer, type ServerResponse } from 'node:http'
import { connect } from 'node:net'
import { expect, test } from 'vitest'
import { createDownloads } from '../server/downloads.ts'

/** A server whose answers begin and do not end. */
async function openServer(limits: { most: number; idleMs: number }) {
  const downloads = createDownloads(limits)
  const responses: ServerResponse[] = []
  const server = createServer((_, response) => {
    try {
      downloads.begin(response)
      responses.push(response)
      response.write('begins')
    } catch {
      response.writeHead(503).end()
    }
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const port = typeof address === 'object' ? (address?.port ?? 0) : 0
  return {
    responses,
    async ask() {
      const socket = connect(port, '127.0.0.1')
      socket.write('GET / HTTP/1.1\r\nHost: a\r\n\r\n')
      const [data] = (await once(socket, 'data')) as [Buffer]
      return { socket, status: Number(data.toString().split(' ')[1]) }
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

test('so many downloads are under way and no more, until one of them ends', async () => {
  await using server = await openServer({ most: 2, idleMs: 60_000 })
  const [first, second] = [await server.ask(), await server.ask()]
  expect([first.status, second.status, (await server.ask()).status]).toEqual([200, 200, 503])
  const [response] = server.responses
  const closed = once(response as ServerResponse, 'close')
  first.socket.destroy()
  await closed
  expect((await server.ask()).status).toBe(200)
})

test('who takes nothing for too long is cut off', async () => {
  await using server = await openServer({ most: 1, idleMs: 100 })
  const { socket } = await server.ask()
  await once(socket, 'close')
  expect((await server.ask()).status).toBe(200)
})
