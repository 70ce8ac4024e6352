import { connect, type Socket } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { maxBodyBytes } from '../../server/http/limit-body.ts'
import { responseLimits } from '../../server/http/responses.ts'
import { ask, startTestService, type TestService } from '../harness/test-service.ts'
import { waitFor } from '../harness/wait-for.ts'

const message = 'The server is busy; try again later'
const origin = 'https://listed.example'

let service: TestService
const senders: Socket[] = []

/** Announces a body, without sending it. */
function announceBody({ port, host }: URL): void {
  const sender = connect(Number(port), '127.0.0.1').on('error', () => {})
  sender.write(
    `POST /api/v1/todos HTTP/1.1\r\nHost: ${host}\r\nContent-Type: application/json\r\nContent-Length: ${maxBodyBytes}\r\n\r\n`,
  )
  senders.push(sender)
}

/** Announces bodies until the server has no room for another one. */
beforeAll(async () => {
  service = await startTestService({ broker: 'postgres', withWorker: false, env: { CORS_ORIGINS: origin } })
  const url = new URL(service.url)
  for (let bytes = 0; bytes < responseLimits.maxBodyBytes; bytes += maxBodyBytes) announceBody(url)
  await waitFor('a refusal', async () => {
    const { status } = await service.ask('POST /todos', { json: {} })
    // The question was there before the last of the bodies, which was refused in its place.
    if (status !== 503) announceBody(url)
    return status === 503
  })
})
afterAll(async () => {
  for (const sender of senders) sender.destroy()
  await service[Symbol.asyncDispose]()
})

test.each([
  ['/api/v1/todos', { error: message }],
  ['/graphql', { errors: [{ message, extensions: { code: 'UNAVAILABLE' } }] }],
  [
    '/trpc/createTodo',
    {
      error: {
        code: -32603,
        message,
        data: { code: 'SERVICE_UNAVAILABLE', httpStatus: 503 },
      },
    },
  ],
])('refuses a request to %s with 503 in the form of its door', async (path, expected) => {
  const refused = await ask(service.url, `POST ${path}`, { json: {}, headers: { origin } })
  expect(refused.status).toBe(503)
  expect(refused.json).toEqual(expected)
  expect(refused.headers).toMatchObject({
    'access-control-allow-origin': origin,
    'access-control-expose-headers': expect.stringContaining('Retry-After'),
    vary: 'Origin',
    'retry-after': '1',
    'cache-control': 'no-store',
    connection: 'close',
  })
})

test('lets no page of an unlisted origin read the refusal', async () => {
  const headers = { origin: 'https://evil.example' }
  const refused = await ask(service.url, 'POST /graphql', { json: {}, headers })
  expect([refused.status, refused.headers.vary]).toEqual([503, 'Origin'])
  expect(refused.headers).not.toHaveProperty('access-control-allow-origin')
})
