import { once } from 'node:events'
import { createServer, type ServerResponse } from 'node:http'
import { afterEach, expect, test, vi } from 'vitest'
import { localPrincipal } from '../../core/accounts/principal.ts'
import { createResponses, responseLimits } from '../../server/http/responses.ts'
import { createStreams } from '../../server/http/open-streams.ts'
import { listen } from '../harness/listen.ts'

afterEach(() => vi.useRealTimers())

/** A stream between a real server and a real client. The test moves the clock of `createStreams`. */
async function openOne(sendsHeartbeats: boolean) {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'performance'] })
  const responses = createResponses(responseLimits)
  const streams = createStreams(responses, async () => new Set())
  const { promise: opened, resolve } = Promise.withResolvers<ServerResponse>()
  const server = createServer((_, response) => {
    response.writeHead(200)
    response.flushHeaders()
    streams.open({ outgoing: response, principal: localPrincipal }, sendsHeartbeats)
    resolve(response)
  })
  const answer = await fetch(`http://127.0.0.1:${await listen(server)}`)
  const reader = answer.body?.getReader()
  if (!reader) throw new Error('The answer has no body')
  return {
    response: await opened,
    read: async () => new TextDecoder().decode((await reader.read()).value),
    async [Symbol.asyncDispose]() {
      streams[Symbol.dispose]()
      responses[Symbol.dispose]()
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

test('sends a comment every 15 seconds to keep a stream alive', async () => {
  await using stream = await openOne(true)
  vi.advanceTimersByTime(15_000)
  expect(await stream.read()).toBe(': heartbeat\n\n')
  vi.advanceTimersByTime(15_000)
  expect(await stream.read()).toBe(': heartbeat\n\n')
})

test('ends a stream after an hour with a retry time', async () => {
  await using stream = await openOne(true)
  const closed = once(stream.response, 'close')
  vi.advanceTimersByTime(3_600_000 + 15_000)
  let text = ''
  while (!text.includes('retry:')) text += await stream.read()
  expect(text).toMatch(/^(: heartbeat\n\n)+retry: \d{4}\n\n$/)
  await closed
})

test('writes nothing into a stream that a library writes', async () => {
  await using stream = await openOne(false)
  vi.advanceTimersByTime(15_000)
  stream.response.write('from the library')
  expect(await stream.read()).toBe('from the library')
})

test('disconnects a reader that takes nothing of what has piled up between two heartbeats', async () => {
  await using stream = await openOne(true)
  const closed = once(stream.response, 'close')
  const chunk = 'x'.repeat(1024 * 1024)
  while (stream.response.writableLength < 64 * 1024 + chunk.length) {
    stream.response.write(chunk)
    await new Promise(setImmediate)
  }
  vi.advanceTimersByTime(15_000)
  expect(stream.response.destroyed).toBe(false)
  vi.advanceTimersByTime(15_000)
  await closed
  expect(stream.response.destroyed).toBe(true)
})

test('writes nothing after the end of a stream that its reader has not read yet', async () => {
  await using stream = await openOne(true)
  const { response } = stream
  response.end('x'.repeat(32 * 1024 * 1024))
  vi.advanceTimersByTime(30_000)
  await new Promise(setImmediate)
  expect(response.writableLength).toBeGreaterThan(0)
  expect(response.destroyed).toBe(false)
})
