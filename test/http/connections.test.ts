import { once } from 'node:events'
import { createServer, type RequestListener } from 'node:http'
import { connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { describe, expect, test } from 'vitest'
import { lingerLimits } from '../../server/http/linger.ts'
import { errorNotations } from '../../server/app.ts'
import { createConnections } from '../../server/http/connections.ts'
import { createRefusal } from '../../server/http/refusal.ts'
import { listen } from '../harness/listen.ts'
import { waitFor } from '../harness/wait-for.ts'

async function openServer(
  run: RequestListener,
  { maxWaiting = 8_000, idleTimeoutMs = 60_000, bodyTimeoutMs = 30_000, linger = lingerLimits } = {},
) {
  const refusal = createRefusal(errorNotations, ['https://page.example'])
  const connections = createConnections(run, refusal, { maxWaiting, bodyTimeoutMs, linger })
  const server = createServer(connections.handle)
  connections.attach(server, idleTimeoutMs)
  const port = await listen(server)
  function send(text: string) {
    const socket = connect(port, '127.0.0.1')
    let received = ''
    socket.on('error', () => {})
    socket.setEncoding('utf8').on('data', (text: string) => (received += text))
    socket.write(text)
    return { socket, text: () => received }
  }
  return {
    ask: (count = 1, path = '/') =>
      send(`GET ${path} HTTP/1.1\r\nHost: a\r\nOrigin: https://page.example\r\n\r\n`.repeat(count)),
    send,
    closeIdle: connections.closeIdle,
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
  // A connection that is refused after it shows that the server has read its requests.
  await once(server.ask(100).socket, 'close')
  expect([other.socket.destroyed, other.text()]).toEqual([false, ''])
})

test('closes a connection as idle whose body ended after its answer', async () => {
  const { promise: received, resolve } = Promise.withResolvers<void>()
  await using server = await openServer((request, response) => {
    request.once('close', resolve)
    response.end('done')
  })
  const head = 'POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n'
  const { socket, text } = server.send(head)
  await waitFor('the answer', () => text().includes('done'))
  socket.write('0\r\n\r\n')
  await received
  server.closeIdle()
  await once(socket, 'close')
})

test('closes the connection of a reader that takes nothing for too long', async () => {
  const { promise: closed, resolve } = Promise.withResolvers<boolean>()
  await using server = await openServer(
    (_, response) => {
      response.once('close', () => resolve(response.writableFinished))
      response.end('x'.repeat(32 * 1024 * 1024))
    },
    { idleTimeoutMs: 200 },
  )
  const { socket } = server.ask()
  await once(socket, 'data')
  socket.pause()
  expect(await closed).toBe(false)
})

test('keeps the connection of an answer that takes longer than the write timeout to begin', async () => {
  await using server = await openServer(
    ({ socket }, response) => void socket.once('timeout', () => response.end('done')),
    { idleTimeoutMs: 100 },
  )
  const { text } = server.ask()
  await waitFor('the answer', () => text().includes('done'))
})

/** The beginning of a request. */
const post = (path: string) => `POST ${path} HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\nslow`

test('closes the connection of an upload that sends nothing for too long', async () => {
  const { promise: brokenOff, resolve } = Promise.withResolvers<void>()
  await using server = await openServer(request => void text(request).catch(() => resolve()), {
    idleTimeoutMs: 100,
  })
  const { socket, text: received } = server.send(post('/api/v1/todos/import'))
  await Promise.all([brokenOff, once(socket, 'close')])
  expect(received()).toMatch(/^HTTP\/1\.1 408 /)
})

describe('a body that takes longer than the limit', () => {
  const limits = { bodyTimeoutMs: 100 }

  /** Answers with the body; notes the bodies that break off. */
  function openEcho() {
    const { promise: brokenOff, resolve } = Promise.withResolvers<string>()
    const server = openServer((request, response) => {
      text(request).then(
        body => response.end(body),
        () => resolve(request.url ?? ''),
      )
    }, limits)
    return { server, brokenOff }
  }

  test('is cut off with 408', async () => {
    const { server: opening, brokenOff } = openEcho()
    await using server = await opening
    const slow = server.send(post('/api/v1/todos'))
    await once(slow.socket, 'close')
    expect(slow.text()).toBe('HTTP/1.1 408 Request Timeout\r\nConnection: close\r\n\r\n')
    expect(await brokenOff).toBe('/api/v1/todos')
  })

  test('is awaited when it is an upload', async () => {
    const { server: opening } = openEcho()
    await using server = await opening
    const upload = server.send(post('/api/v1/todos/import?dryRun=true'))
    await once(upload.socket, 'connect')
    const slow = server.send(post('/graphql'))
    await once(slow.socket, 'close')
    upload.socket.write(' world')
    await waitFor('the answer', () => upload.text().endsWith('slow world'))
  })

  test('ends the connection without a second answer if one has begun', async () => {
    await using server = await openServer((_, response) => void response.write('begun'), limits)
    const slow = server.send(post('/api/v1/todos'))
    await once(slow.socket, 'close')
    expect(slow.text()).toContain('200 OK')
    expect(slow.text()).not.toContain('408')
  })

  test('does not limit the time of the answer', async () => {
    await using server = await openServer((request, response) => {
      request.resume().once('end', () => setTimeout(() => response.end('done'), 3 * limits.bodyTimeoutMs))
    }, limits)
    const asked = server.send(`${post('/api/v1/todos')} world`)
    await waitFor('the answer', () => asked.text().includes('done'))
  })
})

describe('a connection that is refused while its body arrives', () => {
  const unlimited = { maxBytes: Infinity, maxMs: 60_000, idleMs: 60_000 }

  /** A client that keeps sending after the server has closed its side. */
  async function openRefused(limits: Partial<typeof lingerLimits>, length = 1_000_000_000) {
    const { promise: closed, resolve } = Promise.withResolvers<void>()
    const urls: (string | undefined)[] = []
    const server = await openServer(
      (request, response) => {
        urls.push(request.url)
        request.socket.once('close', () => resolve())
        response.writeHead(413, { Connection: 'close' }).end('too large')
      },
      { linger: { ...unlimited, ...limits } },
    )
    const { socket, text } = server.send(`POST / HTTP/1.1\r\nHost: a\r\nContent-Length: ${length}\r\n\r\n`)
    socket.allowHalfOpen = true
    await waitFor('the answer', () => text().endsWith('\r\ntoo large\r\n0\r\n\r\n'))
    return { server, socket, urls, closed }
  }

  test('is closed after a limited number of bytes', async () => {
    const { server, socket, closed } = await openRefused({ maxBytes: 2_000_000 })
    await using _ = server
    let sent = 0
    const sending = setInterval(() => {
      sent += 1_000_000
      socket.write(Buffer.alloc(1_000_000))
    }, 1)
    await closed
    clearInterval(sending)
    // What is on its way comes on top.
    expect(sent).toBeLessThan(100_000_000)
  })

  test.each([{ maxMs: 100 }, { idleMs: 100 }])('is closed at the limit %j', async limit => {
    const { server, socket, closed } = await openRefused(limit)
    await using _ = server
    const sending = setInterval(() => 'maxMs' in limit && socket.write('x'), 1)
    await expect(closed).resolves.toBeUndefined()
    clearInterval(sending)
  })

  test('runs no request that follows', async () => {
    const { server, socket, urls, closed } = await openRefused({ idleMs: 100 }, 4)
    await using _ = server
    socket.write(`bodyGET /next HTTP/1.1\r\nHost: a\r\n\r\n`)
    await closed
    expect(urls).toEqual(['/'])
  })
})
