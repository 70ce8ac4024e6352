import { connect } from 'node:net'
import { once } from 'node:events'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openEventStream } from '../harness/event-stream.ts'
import { ask, startTestService, type TestService } from '../harness/test-service.ts'

const token = 'correct-horse'
const bearer = { authorization: `Bearer ${token}` }

describe('with an API token', () => {
  let service: TestService
  beforeAll(async () => {
    service = await startTestService({ broker: 'postgres', withWorker: false, env: { API_TOKEN: token } })
  })
  afterAll(() => service[Symbol.asyncDispose]())

  test.each(['/livez', '/readyz', '/api/v1/health'])('%s needs none', async path => {
    expect((await ask(service.url, `GET ${path}`)).status).toBe(200)
  })

  const missing = 'This needs the API token, as `Authorization: Bearer …`'
  const wrong = 'The API token is wrong'

  test.each([
    [{}, missing],
    [{ authorization: 'Bearer' }, missing],
    [{ authorization: 'Bearer ' }, missing],
    [{ authorization: `Basic ${token}` }, missing],
    [{ authorization: token }, missing],
    [{ cookie: `other=${token}` }, missing],
    [{ authorization: 'Bearer correct-hors' }, wrong],
    [{ authorization: `Bearer ${token}x` }, wrong],
    [{ authorization: 'Bearer wrong', cookie: 'taskoverflow_token=wrong' }, wrong],
  ])('everything else refuses %j: %s', async (headers, error) => {
    const challenge = `Bearer realm="taskoverflow"${error === wrong ? ', error="invalid_token"' : ''}`
    for (const line of [
      'GET /api/v1/todos',
      'POST /api/v1/todos',
      'GET /api/v1/openapi.json',
      'GET /nowhere',
      'POST /livez',
    ]) {
      const answer = await ask(service.url, line, { headers })
      const { 'www-authenticate': asked } = answer.headers
      expect([line, answer.status, asked, answer.json]).toEqual([line, 401, challenge, { error }])
    }
  })

  test('a wrong cookie is told from a missing one where a cookie counts', async () => {
    const headers = { cookie: 'taskoverflow_token=wrong' }
    expect((await ask(service.url, 'GET /api/v1/todos', { headers })).json).toEqual({ error: wrong })
    expect((await ask(service.url, 'POST /api/v1/todos', { headers })).json).toEqual({ error: missing })
  })

  test('the right one opens everything, and a cookie with it opens what only reads', async () => {
    const json = { title: 'a' }
    expect((await ask(service.url, 'POST /api/v1/todos', { headers: bearer, json })).status).toBe(201)
    const cookie = { cookie: `taskoverflow_token=${token}` }
    expect((await ask(service.url, 'GET /api/v1/todos', { headers: cookie })).status).toBe(200)
    expect((await ask(service.url, 'POST /api/v1/todos', { headers: cookie, json })).status).toBe(401)
  })

  test('a cookie opens changes to our own pages alone', async () => {
    const { origin, hostname } = new URL(service.url)
    const json = { query: 'mutation { createTodo(input: { title: "a" }) { id } }' }
    const change = async (headers: Record<string, string>) => {
      const cookie = `taskoverflow_token=${token}`
      return (await ask(service.url, 'POST /graphql', { json, headers: { cookie, ...headers } })).status
    }
    expect(await change({ 'sec-fetch-site': 'same-origin', origin })).toBe(200)
    expect(await change({ 'sec-fetch-site': 'same-origin', cookie: 'taskoverflow_token=wrong' })).toBe(401)
    // Without TLS, and on another name than localhost, browsers send Origin alone.
    expect(await change({ origin })).toBe(200)
    expect(await change({ 'sec-fetch-site': 'none' })).toBe(401)
    expect(await change({ 'sec-fetch-site': 'same-site', origin: `http://${hostname}:1` })).toBe(403)
    expect(await change({ origin: `http://${hostname}:1` })).toBe(403)
  })

  test('GraphiQL opens by the cookie, and without it shows the page that asks for the token', async () => {
    const html = { accept: 'text/html,*/*;q=0.8' }
    const refused = await ask(service.url, 'GET /graphql', { headers: html })
    expect([refused.status, refused.text]).toEqual([401, expect.stringContaining('id="root"')])
    expect(refused.headers).toHaveProperty('www-authenticate')
    const headers = { ...html, cookie: `taskoverflow_token=${token}` }
    const opened = await ask(service.url, 'GET /graphql', { headers })
    expect([opened.status, opened.text]).toEqual([200, expect.stringContaining('graphiql')])
    expect((await ask(service.url, 'GET /graphql?query={__typename}')).json).toHaveProperty('errors')
  })

  test('event streams take the cookie', async () => {
    const { json } = await ask(service.url, 'POST /api/v1/todos/ical', { headers: bearer })
    const { task_id: id } = json as { task_id: string }
    const url = `${service.url}/api/v1/todos/ical/${id}/events`
    using refused = await openEventStream(url)
    expect(refused.status).toBe(401)
    using stream = await openEventStream(url, { cookie: `taskoverflow_token=${token}` })
    expect(stream.status).toBe(200)
  })
})

describe('a request that changes something', () => {
  let service: TestService
  let own: string
  beforeAll(async () => {
    service = await startTestService({
      broker: 'postgres',
      withWorker: false,
      env: { CORS_ORIGINS: 'https://friend.example, http://other.example:8080' },
    })
    own = new URL(service.url).host
  })
  afterAll(() => service[Symbol.asyncDispose]())

  const post = (headers: Record<string, string>) =>
    ask(service.url, 'POST /api/v1/todos', { headers: { host: own, ...headers }, json: { title: 'a' } })

  const preflight = (origin: string) =>
    ask(service.url, 'OPTIONS /api/v1/todos', {
      headers: { origin, 'access-control-request-method': 'POST' },
    })

  test.each([
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
    { origin: 'null' },
    { origin: 'https://evil.example' },
    { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' },
    { origin: 'https://friend.example.evil.example' },
    { origin: 'http://friend.example' },
  ])('is refused when it comes from elsewhere: %j', async headers => {
    const { status, headers: answered, json } = await post(headers)
    expect([status, json]).toEqual([403, { error: expect.stringContaining('other sites') }])
    expect(answered).not.toHaveProperty('access-control-allow-origin')
  })

  test('is taken from our own pages, from programs, and from sites that are listed', async () => {
    const good = [
      {},
      { 'sec-fetch-site': 'none' },
      { 'sec-fetch-site': 'same-origin', origin: `https://${own}` },
      { origin: `http://${own}` },
      { origin: 'https://friend.example', 'sec-fetch-site': 'cross-site' },
    ]
    for (const headers of good) expect([headers, (await post(headers)).status]).toEqual([headers, 201])
  })

  test('is preceded by a question that only listed sites get answered', async () => {
    const friend = await preflight('https://friend.example')
    expect(friend.headers).toMatchObject({ 'access-control-allow-origin': 'https://friend.example' })
    expect(friend.headers).not.toHaveProperty('access-control-allow-credentials')
    expect((await preflight('https://evil.example')).headers).not.toHaveProperty(
      'access-control-allow-origin',
    )
  })
})

describe('the edge', () => {
  let service: TestService
  beforeAll(async () => {
    service = await startTestService({ broker: 'postgres', withWorker: false })
  })
  afterAll(() => service[Symbol.asyncDispose]())

  test('allows no other site anything by default', async () => {
    const { headers } = await ask(service.url, 'GET /api/v1/todos', {
      headers: { origin: 'https://evil.example' },
    })
    expect(Object.keys(headers).filter(name => name.startsWith('access-control'))).toEqual([])
  })

  test('tells browsers to be strict', async () => {
    const { headers } = await ask(service.url, 'GET /api/v1/todos')
    expect(headers).toMatchObject({
      'content-security-policy': expect.stringMatching(/default-src 'self'.*frame-ancestors 'none'/),
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
    })
    expect(headers).not.toHaveProperty('x-powered-by')
  })

  test('lets nobody begin a second request in the body of a first', async () => {
    const { hostname, port } = new URL(service.url)
    const socket = connect(Number(port), hostname)
    socket.write(
      'POST /api/v1/todos HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
    )
    const [answer] = (await once(socket, 'data')) as [Buffer]
    expect(answer.toString()).toMatch(/^HTTP\/1\.1 400/)
    socket.destroy()
  })
})
