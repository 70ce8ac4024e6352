import { createHash } from 'node:crypto'
import { gunzipSync } from 'node:zlib'
import { getIntrospectionQuery } from 'graphql'
import { beforeAll, describe, expect, test } from 'vitest'
import { run, runExpectingError, toResult } from './graphql-requests.ts'
import { startApp } from '../doors/start-app.ts'
import { ask } from '../harness/test-service.ts'

let url: string
beforeAll(async () => {
  const server = await startApp()
  url = server.url
  return () => server[Symbol.asyncDispose]()
})

const create = 'mutation { createTodo(input: { title: "foreign" }) { id } }'
const countTodos = async () => (await run(url, '{ todos { nodes { id } } }')).data.todos.nodes.length

const nested = (depth: number) => {
  const inside = depth - 2
  return `{ __type(name: "Todo") { ${'ofType { '.repeat(inside)} name ${'}'.repeat(inside)} } }`
}
const aliases = (count: number) =>
  `{ ${Array.from({ length: count }, (_, n) => `a${n}: __typename`).join(' ')} }`
const tokens = (count: number) => `{ ${'__typename '.repeat(count - 2)} }`

describe('the limits of a query', () => {
  const fragments = `{ ...A ...A ...A } fragment A on Query { ...B ...B ...B } fragment B on Query {
    ...C ...C ...C } fragment C on Query { todos(first: 1000) { nodes { id title description completed completedAt
    deadlineAt createdAt updatedAt } edges { cursor node { id title description } } } }`

  test.for([
    ['depth', nested(11), /depth limit of 10/],
    ['aliases', aliases(16), /Aliases limit of 15/],
    ['tokens', tokens(1001), /Token limit of 1000/],
    ['cost', fragments, /Cost limit/],
    [
      'introspection',
      `{ __schema { types ${'{ fields { type '.repeat(4)} { name } ${'} }'.repeat(4)} } }`,
      /introspection/i,
    ],
    ['fragments', '{ ...A } fragment A on Query { ...B } fragment B on Query { ...A }', /itself/],
  ] as const)('apply to %s', async ([, query, message]) => {
    // Twice, because a refusal can be cached.
    for (let time = 0; time < 2; time += 1) {
      expect(await runExpectingError(url, query)).toEqual({
        code: 'BAD_INPUT',
        message: expect.stringMatching(message),
      })
    }
  })

  test.for([
    ['depth', nested(10)],
    ['aliases', aliases(15)],
    ['introspection', getIntrospectionQuery()],
    [
      'a full page of all there is',
      `{ todos(first: 1000) { edges { cursor node { id title description completed completedAt deadlineAt createdAt updatedAt } }
        pageInfo { hasNextPage hasPreviousPage startCursor endCursor } }
      calendarJobs(first: 1000) { nodes { id state eventId attempt progress { done total percent } written
        skipped { noDeadline outOfRange filtered } error retryOf resultUrl statusUrl createdAt startedAt finishedAt } } }`,
    ],
  ] as const)('allow exactly the maximum: %s', async ([, query]) => {
    expect(await run(url, query)).toEqual({ data: expect.any(Object) })
  })

  test('allow only one operation', async () => {
    const { status, text } = await ask(url, 'POST /graphql', { json: [{ query: create }, { query: create }] })
    expect([status, text]).toEqual([400, expect.stringMatching(/Batching/)])
  })

  test.for([{}, { 'transfer-encoding': 'chunked' }])('allow at most 256 KiB, sent with %j', async headers => {
    const json = { query: `{ __typename } # ${'x'.repeat(300_000)}` }
    expect((await ask(url, 'POST /graphql', { json, headers })).status).toBe(413)
  })
})

describe('a page of another site', () => {
  const form = new URLSearchParams({ query: create }).toString()
  const multipart = `--x\r\nContent-Disposition: form-data; name="operations"\r\n\r\n${JSON.stringify({ query: create })}\r\n--x\r\nContent-Disposition: form-data; name="map"\r\n\r\n{}\r\n--x--\r\n`

  test.for([
    ['application/x-www-form-urlencoded', form],
    ['multipart/form-data; boundary=x', multipart],
    ['text/plain', JSON.stringify({ query: create })],
    ['text/plain; application/json', JSON.stringify({ query: create })],
    ['application/graphql', create],
    ['application/jsonp', JSON.stringify({ query: create })],
    [undefined, JSON.stringify({ query: create })],
  ])('changes nothing with a body of the type %s', async ([type, body]) => {
    const before = await countTodos()
    const headers = type === undefined ? {} : { 'content-type': type }
    const answer = await ask(url, 'POST /graphql', { body: body ?? '', headers })
    expect(answer.status).toBe(415)
    expect(toResult(answer).errors).toMatchObject([{ extensions: { code: 'BAD_INPUT' } }])
    expect(await countTodos()).toBe(before)
  })

  test('changes nothing with a GET, and cannot read the answer', async () => {
    const headers = { origin: 'https://elsewhere.example' }
    const get = (query: string) => ask(url, `GET /graphql?query=${encodeURIComponent(query)}`, { headers })
    const before = await countTodos()
    const mutation = await get(create)
    expect([mutation.status, mutation.headers.allow]).toEqual([405, 'POST'])
    expect(await countTodos()).toBe(before)
    const query = await get('{ __typename }')
    expect(toResult(query)).toEqual({ data: { __typename: 'Query' } })
    const preflight = await ask(url, 'OPTIONS /graphql', {
      headers: { ...headers, 'access-control-request-method': 'POST' },
    })
    for (const answer of [mutation, query, preflight])
      expect(Object.keys(answer.headers).filter(name => name.startsWith('access-control'))).toEqual([])
  })
})

describe('a malformed request', () => {
  test.for(['{', 'null', '5', '[]', '{"query":5}', '{"query":"{ __typename }","variables":[]}', '{"x":1}'])(
    'gets 400 for the body %s',
    async body => {
      const headers = { 'content-type': 'application/json', accept: 'application/graphql-response+json' }
      const answer = await ask(url, 'POST /graphql', { body, headers })
      expect(answer.status).toBe(400)
      expect(toResult(answer).errors).toMatchObject([{ extensions: { code: 'BAD_INPUT' } }])
    },
  )

  test('gets 400 for a malformed URL and 405 for another method', async () => {
    for (const parameter of ['variables={', 'extensions=%7B']) {
      const { status, text } = await ask(url, `GET /graphql?query={__typename}&${parameter}`)
      expect([status, text]).toEqual([400, expect.stringMatching(/(variables|extensions): must be JSON/)])
    }
    for (const method of ['PUT', 'DELETE', 'PATCH']) {
      const { status, headers } = await ask(url, `${method} /graphql`)
      expect([status, headers.allow]).toEqual([405, 'GET, POST'])
    }
  })
})

const visit = (headers: object = {}) =>
  ask(url, 'GET /graphql', { headers: { accept: 'text/html,application/xhtml+xml,*/*;q=0.8', ...headers } })

describe('GraphiQL', () => {
  test('loads nothing from elsewhere, and allows only its own script', async () => {
    const { status, headers, text } = await visit()
    expect([status, headers['content-type']]).toEqual([200, 'text/html; charset=utf-8'])
    // Only tags outside the script load anything.
    const [markup] = text.replace(/<style>[\s\S]*?<\/style>/, '').split('<script>')
    expect(markup).not.toMatch(/https?:|src=|href="(?!data:)/)
    expect(text.match(/<style>[\s\S]*?<\/style>/)?.[0]).not.toMatch(/@import|url\(\s*["']?(?!data:|#|["'])/)
    const script = text.slice(text.indexOf('<script>') + 8, text.lastIndexOf('</script>'))
    const policy = headers['content-security-policy'] ?? ''
    expect(policy).toContain(`'sha256-${createHash('sha256').update(script).digest('base64')}'`)
    expect(policy).toMatch(/^default-src 'none'; /)
    expect(policy).not.toMatch(/https?:|\*|unsafe-eval|script-src[^;]*unsafe/)
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'no-referrer',
    })
  })

  test('has an example for each step to a calendar', async () => {
    const { text } = await visit()
    for (const words of ['createCalendarJob(', 'subscription WatchCalendar', 'calendarJobStatus(id: '])
      expect(text).toContain(words)
  })

  test('sends a compressed page to clients that accept gzip', async () => {
    const plain = await visit({ 'accept-encoding': 'br, gzip;q=0' })
    const gzipped = await visit({ 'accept-encoding': 'gzip, deflate, br' })
    expect([plain.headers['content-encoding'], gzipped.headers['content-encoding']]).toEqual([
      undefined,
      'gzip',
    ])
    expect(gunzipSync(gzipped.bytes).equals(plain.bytes)).toBe(true)
  })
})
