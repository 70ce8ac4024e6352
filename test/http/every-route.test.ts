import { once } from 'node:events'
import { type IncomingMessage, request } from 'node:http'
import { beforeAll, describe, expect, test } from 'vitest'
import { ask, useService } from '../harness/test-service.ts'
import { waitFor } from '../harness/wait-for.ts'

const friend = 'https://friend.example'
const token = 'correct-horse'
const bearer = { authorization: `Bearer ${token}` }
const html = { accept: 'text/html', ...bearer }
const query = '{ todos { nodes { id } } }'

/** A request with the status that it gets and the Cache-Control, which is `no-store` unless given. */
type Route = [line: string, status: number, headers?: Record<string, string>, caching?: string, body?: object]

const service = useService({ broker: 'postgres', env: { CORS_ORIGINS: friend, API_TOKEN: token } })
let routes: Route[]

beforeAll(async () => {
  const post = async (line: string, json: object): Promise<Record<string, unknown>> =>
    (await ask(service.url, `POST ${line}`, { headers: bearer, json })).json as Record<string, unknown>
  const todo = await post('/api/v1/todos', { title: 'a', deadline_at: '2030-01-01' })
  const { task_id: id } = await post('/api/v1/todos/ical', {})
  const { id: feedId, url: feedUrl } = await post('/api/v1/feeds', { name: 'a' })
  const job = `/api/v1/todos/ical/${String(id)}`
  await waitFor('the file', async () => {
    const { status } = await ask(service.url, `GET ${job}/result`, { headers: bearer })
    return status === 200
  })
  const index = await ask(service.url, 'GET /', { headers: html })
  const [, script = ''] = /src="(\/assets\/[^"]+\.js)"/.exec(index.text) ?? []
  const watch = encodeURIComponent(`subscription { calendarJobStatus(id: "${String(id)}") { state } }`)
  const stream = 'no-store, no-transform'
  routes = [
    ['GET /', 200, {}, 'no-cache'],
    ['GET /jobs/', 200, { accept: 'text/html' }, 'no-cache'],
    ['GET /nonsense', 404, { accept: 'text/html' }, 'no-cache'],
    ['GET /nonsense', 401],
    ['GET /nonsense', 404, bearer],
    [`GET ${script}`, 200, {}, 'public, max-age=31536000, immutable'],
    ['GET /icon.svg', 200, {}, 'no-cache'],
    ['GET /icons/icon-192.png', 200, {}, 'no-cache'],
    ['GET /icons/x.png', 404, bearer],
    ['GET /manifest.webmanifest', 200, {}, 'no-cache'],
    ['GET /boot.js', 200, {}, 'no-cache'],
    ['GET /service-worker.js', 200, {}, 'no-cache'],
    ['GET /livez', 200],
    ['GET /readyz', 200],
    ['GET /api/v1/health', 200],
    ['GET /api/v1/todos', 401],
    ['GET /api/v1/todos', 421, { ...bearer, host: 'evil.example' }],
    ['GET /api/v1/todos', 200, bearer],
    ['GET /api/v1/todos?limit=x', 400, bearer],
    [`GET /api/v1/todos/${String(todo['id'])}`, 200, bearer],
    ['GET /api/v1/todos/999', 404, bearer],
    ['PATCH /api/v1/todos', 405, bearer],
    ['POST /api/v1/todos', 201, bearer, 'no-store', { title: 'b' }],
    ['POST /api/v1/todos', 413, bearer, 'no-store', { title: 'b'.repeat(300_000) }],
    [`PUT /api/v1/todos/${String(todo['id'])}`, 200, bearer, 'no-store', { completed: true }],
    ['GET /api/v1/todos/changes', 200, bearer],
    ['GET /api/v1/todos/events', 200, bearer, stream],
    ['HEAD /api/v1/todos/events', 200, bearer, stream],
    ['GET /api/v1/todos/events', 401],
    ['GET /api/v1/todos/events?after=x', 400, bearer],
    ['GET /api/v1/todos/ical', 200, bearer],
    ['GET /api/v1/todos/ical/counts', 200, bearer],
    [`GET ${job}/status`, 200, bearer],
    [`GET ${job}/attempts`, 200, bearer],
    [`GET ${job}/events`, 200, bearer, stream],
    [`HEAD ${job}/events`, 200, bearer, stream],
    [`GET ${job}/events`, 401],
    [`GET ${job}/result`, 200, bearer, 'private, no-cache'],
    [`DELETE ${job}`, 409, bearer],
    ['GET /api/v1/feeds', 200, bearer],
    [`GET /api/v1/feeds/${String(feedId)}`, 200, bearer],
    [`GET ${new URL(String(feedUrl)).pathname}`, 200, {}, 'private, no-cache'],
    [`OPTIONS ${new URL(String(feedUrl)).pathname}`, 405],
    [`GET /feeds/${'a'.repeat(43)}/a.ics`, 404],
    ['GET /api/v1/openapi.json', 200, bearer],
    ['GET /graphql', 200, html, 'private, no-cache'],
    ['GET /graphql', 401, { accept: 'text/html' }, 'no-cache'],
    [`GET /graphql?query=${encodeURIComponent(query)}`, 200, bearer],
    ['POST /graphql', 200, bearer, 'no-store', { query }],
    [
      'POST /graphql',
      400,
      { ...bearer, accept: 'application/graphql-response+json' },
      'no-store',
      { query: '{' },
    ],
    [`GET /graphql?query=${watch}`, 200, { ...bearer, accept: 'text/event-stream' }, stream],
    ['GET /trpc/todos', 200, bearer],
    ['GET /trpc/nothing', 404, bearer],
    ['POST /trpc/createTodo', 200, bearer, 'no-store', { title: 'c' }],
    [
      `GET /trpc/calendarJobStatus?input=${encodeURIComponent(JSON.stringify({ id }))}`,
      200,
      { ...bearer, accept: 'text/event-stream' },
      stream,
    ],
    ['GET /trpc/todosChanged', 200, { ...bearer, accept: 'text/event-stream' }, stream],
  ]
})

/** Reads only the head of the answer, which may be a stream. */
async function askForHead([line, , headers = {}, , body]: Route, others: Record<string, string> = {}) {
  const [method = '', path = ''] = line.split(' ')
  const content = body && JSON.stringify(body)
  const length = content && { 'content-type': 'application/json', 'content-length': content.length }
  const asked = request(service.url, {
    method,
    path,
    headers: { ...headers, ...length, ...others },
    agent: false,
  })
  asked.on('error', () => {})
  asked.end(content)
  const [answer] = (await once(asked, 'response')) as [IncomingMessage]
  answer.on('error', () => {})
  asked.destroy()
  return { status: answer.statusCode, headers: answer.headers }
}

/** Reads the same from each route, as a table whose rows a failure can name. */
async function readEach<Read>(
  read: (answer: Awaited<ReturnType<typeof askForHead>>) => Read,
  others?: Record<string, string>,
): Promise<[line: string, status: number | undefined, read: Read][]> {
  const table: [string, number | undefined, Read][] = []
  for (const route of routes) {
    const answer = await askForHead(route, others)
    table.push([route[0], answer.status, read(answer)])
  }
  return table
}

const toCors = ({ headers }: { headers: IncomingMessage['headers'] }) => ({
  allowed: headers['access-control-allow-origin'],
  credentials: headers['access-control-allow-credentials'],
  exposed: headers['access-control-expose-headers']?.includes('Link') ?? false,
  varies: /\bOrigin\b/.test(headers.vary ?? ''),
})
const unlisted = { allowed: undefined, credentials: undefined, exposed: false, varies: true }

describe('every route', () => {
  test('sends its Cache-Control, which lets no shared cache store private answers', async () => {
    expect(await readEach(({ headers }) => headers['cache-control'])).toEqual(
      routes.map(([line, status, , caching = 'no-store']) => [line, status, caching]),
    )
  })

  test('sends the headers that protect a browser', async () => {
    const protection = await readEach(({ headers }) => [
      /frame-ancestors 'none'/.test(String(headers['content-security-policy'])),
      headers['x-content-type-options'],
      headers['referrer-policy'],
    ])
    expect(protection).toEqual(
      routes.map(([line, status]) => [line, status, [true, 'nosniff', 'no-referrer']]),
    )
  })

  test('allows pages of a listed origin to read the answer', async () => {
    const read = { ...unlisted, allowed: friend, exposed: true }
    expect(await readEach(toCors, { origin: friend })).toEqual(
      routes.map(([line, status]) => [line, status, read]),
    )
  })

  test.each([{ origin: 'https://evil.example' }, { origin: 'null' }, {}])(
    'allows no other page to read it: %j',
    async others => {
      const table = await readEach(toCors, others as Record<string, string>)
      expect(table.map(([line, , read]) => [line, read])).toEqual(routes.map(([line]) => [line, unlisted]))
    },
  )

  test('allows the headers that clients use in the preflight of a listed origin', async () => {
    const wanted = 'authorization, content-type, idempotency-key, last-event-id'
    const preflight = (origin: string) =>
      Promise.all(
        routes.map(async ([line]) => {
          const { status, headers } = await askForHead([line.replace(/^\w+/, 'OPTIONS'), 204], {
            origin,
            'access-control-request-method': 'POST',
            'access-control-request-headers': wanted,
          })
          const { 'access-control-allow-methods': methods = '' } = headers
          const { 'access-control-allow-headers': allowed, 'access-control-allow-origin': to } = headers
          return [line, status, to, allowed, methods.includes('DELETE'), headers.vary]
        }),
      )
    const vary = 'Origin, Access-Control-Request-Headers'
    expect(await preflight(friend)).toEqual(routes.map(([line]) => [line, 204, friend, wanted, true, vary]))
    expect(await preflight('https://evil.example')).toEqual(
      routes.map(([line]) => [line, 204, undefined, undefined, false, vary]),
    )
  })
})
