import { createServer } from 'node:http'
import { pino } from 'pino'
import { expect, test } from 'vitest'
import { createRequestListener } from '../../server/http/request-listener.ts'
import { listen } from '../harness/listen.ts'
import { ask } from '../harness/test-service.ts'

async function startListener(fetch: () => Promise<Response>) {
  const logged: Record<string, unknown>[] = []
  const log = pino({ level: 'warn' }, { write: line => void logged.push(JSON.parse(line)) })
  const server = createServer(createRequestListener(fetch, log))
  const url = `http://127.0.0.1:${await listen(server)}`
  return { url, logged, [Symbol.asyncDispose]: () => server[Symbol.asyncDispose]() }
}

test('answers 500 and logs the cause when the app rejects', async () => {
  await using listener = await startListener(() => Promise.reject(new Error('a secret cause')))
  const { status, text, json } = await ask(listener.url, 'GET /')
  expect([status, text]).toEqual([500, expect.not.stringContaining('secret')])
  expect(json).toEqual({ error: 'Unexpected error', request_id: expect.any(String) })
  expect(listener.logged).toMatchObject([
    { level: 50, err: { message: 'a secret cause' }, requestId: (json as { request_id: string }).request_id },
  ])
})

test('answers 400 and logs nothing when a request cannot be constructed', async () => {
  await using listener = await startListener(async () => new Response('not reached'))
  const { status, json } = await ask(listener.url, 'GET /', { headers: { host: 'a b' } })
  expect([status, json]).toEqual([400, { error: 'Malformed request' }])
  expect(listener.logged).toEqual([])
})
