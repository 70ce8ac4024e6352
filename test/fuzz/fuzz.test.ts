import { once } from 'node:events'
import { connect } from 'node:net'
import { text } from 'node:stream/consumers'
import * as fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { expectToWork, type FuzzedService, startFuzzedService } from './fuzzed-service.ts'
import { hostileBody, hostileText } from './hostile.ts'
import { hostileHeaders, methodOr } from './hostile-headers.ts'
import { expectNoFailure, isHeadTooLong } from './probe.ts'
import { numRuns, timeoutMs } from './runs.ts'

const withBodies = [
  'POST /api/v1/todos',
  'POST /api/v1/todos/ical',
  'PUT /api/v1/todos/1',
  'POST /api/v1/feeds',
  'POST /graphql',
  'POST /trpc/createTodo',
  'POST /trpc/todo,createTodo?batch=1',
]

/** Closing a connection before everything is received resets it. */
function expectReset(error: unknown): string {
  expect(error).toMatchObject({ code: 'ECONNRESET' })
  return ''
}

const encode = (segment: string) => encodeURIComponent(segment.toWellFormed())

describe('the service under random requests', () => {
  let service: FuzzedService
  beforeAll(async () => {
    service = await startFuzzedService()
    return () => service[Symbol.asyncDispose]()
  })

  test.each(withBodies)('answers any bytes to %s', { timeout: timeoutMs }, async line => {
    const [method = '', path = ''] = line.split(' ')
    const headers = { 'content-type': 'application/json' }
    await fc.assert(
      fc.asyncProperty(hostileBody, async body =>
        expectNoFailure(await service.probe({ method, path, headers, body })),
      ),
      { numRuns: numRuns(30) },
    )
  })

  test('answers any URL at every door', { timeout: timeoutMs }, async () => {
    const first = fc.constantFrom(
      '',
      'api',
      'api/v1',
      'api/v1/todos',
      'feeds',
      'graphql',
      'trpc',
      'assets',
      'readyz',
    )
    const rest = fc.array(hostileText.map(encode), { maxLength: 3 })
    const search = fc.dictionary(hostileText.map(encode), hostileText.map(encode), { maxKeys: 2 })
    const path = fc
      .tuple(first, rest, search)
      .map(
        ([door, segments, pairs]) => `/${[door, ...segments].join('/')}?${Object.entries(pairs).join('&')}`,
      )
    await fc.assert(
      fc.asyncProperty(methodOr('GET'), path, hostileHeaders, async (method, path, headers) =>
        expectNoFailure(await service.probe({ method, path, headers })),
      ),
      { numRuns: numRuns(75) },
    )
  })

  test('serves a feed or answers why not', { timeout: timeoutMs }, async () => {
    const path = fc.oneof(
      { weight: 3, arbitrary: fc.nat({ max: 9 }).map(n => `@file${n}`) },
      {
        weight: 1,
        arbitrary: fc
          .tuple(hostileText, hostileText)
          .map(names => `/feeds/${names.map(encode).join('/')}.ics`),
      },
      {
        weight: 1,
        arbitrary: fc.stringMatching(/^[\w-]{43}$/).map(token => `/feeds/${token}/a.ics`),
      },
    )
    await fc.assert(
      fc.asyncProperty(methodOr('GET'), path, hostileHeaders, async (method, path, headers) => {
        const reply = await service.probe({ method, path, headers })
        expectNoFailure(reply)
        if (isHeadTooLong(reply)) return
        const isReading = method === 'GET' || method === 'HEAD'
        // The token `..` leads out of the feeds.
        const isElsewhere = !new URL(path, 'http://localhost/feeds/').pathname.startsWith('/feeds/')
        const refusals = isElsewhere ? [400, 404, 405, 421] : [400, 405, 421]
        expect(isReading ? [200, 304, 400, 404, 421] : refusals).toContain(reply.status)
        if (reply.status === 200 && method === 'GET')
          expect(reply.text).toMatch(/^BEGIN:VCALENDAR\r\n[^]*END:VCALENDAR\r\n$/)
        if (reply.status === 405) expect(reply.headers.allow).toBe('GET, HEAD')
      }),
      { numRuns: numRuns(75) },
    )
  })

  test('answers or closes a connection with any bytes', { timeout: timeoutMs }, async () => {
    const body = '{"title":"a"}'
    const head = [
      'Host: localhost',
      'Content-Type: application/json',
      `Content-Length: ${body.length}`,
      'Connection: close',
    ]
    const whole = `${['POST /api/v1/todos HTTP/1.1', ...head].join('\r\n')}\r\n\r\n${body}`
    const edit = fc.record({
      at: fc.nat({ max: whole.length }),
      without: fc.nat({ max: 20 }),
      instead: fc.oneof(
        fc.constantFrom('', '\0', '\r\n', '\n', ' ', ':', '\r\n\r\n', 'Transfer-Encoding: chunked\r\n'),
        fc.string(),
      ),
    })
    await fc.assert(
      fc.asyncProperty(fc.array(edit, { maxLength: 3 }), async edits => {
        const bytes = edits.reduce(
          (sent, { at, without, instead }) => sent.slice(0, at) + instead + sent.slice(at + without),
          whole,
        )
        const socket = connect(Number(new URL(service.url).port), '127.0.0.1')
        await once(socket, 'connect')
        socket.setTimeout(5000, () => socket.destroy(new Error('The connection was left open')))
        socket.end(bytes, 'latin1')
        const answer = await text(socket).catch(expectReset)
        expect(answer).toMatch(/^$|^HTTP\/1\.1 [1-4]\d\d /)
      }),
      { numRuns: numRuns(75) },
    )
  })

  test('still works afterwards', () => expectToWork(service))
})
