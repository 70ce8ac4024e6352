import { connect } from 'node:net'
import { once } from 'node:events'
import { beforeAll, describe, expect, test } from 'vitest'
import { openEventStream } from '../harness/event-stream.ts'
import { ask, useService } from '../harness/test-service.ts'

const token = 'correct-horse'
const bearer = { authorization: `Bearer ${token}` }

describe('a server with an API token', () => {
  const service = useService({ broker: 'postgres', withWorker: false, env: { API_TOKEN: token } })

  test.each(['/livez', '/readyz', '/api/v1/health'])('answers %s without it', async path => {
    expect((await ask(service.url, `GET ${path}`)).status).toBe(200)
  })

  const missing = 'An API token is required: send `Authorization: Bearer …`'
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
  ])('refuses everything else with %j: %s', async (headers, error) => {
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

  test('distinguishes a wrong cookie from a missing one only where cookies are accepted', async () => {
    const headers = { cookie: 'taskoverflow_token=wrong' }
    expect((await ask(service.url, 'GET /api/v1/todos', { headers })).json).toEqual({ error: wrong })
    expect((await ask(service.url, 'POST /api/v1/todos', { headers })).json).toEqual({ error: missing })
  })

  test('accepts the token for everything, and in a cookie only for reading', async () => {
    const json = { title: 'a' }
    expect((await ask(service.url, 'POST /api/v1/todos', { headers: bearer, json })).status).toBe(201)
    const cookie = { cookie: `taskoverflow_token=${token}` }
    expect((await ask(service.url, 'GET /api/v1/todos', { headers: cookie })).status).toBe(200)
    expect((await ask(service.url, 'POST /api/v1/todos', { headers: cookie, json })).status).toBe(401)
  })

  test('accepts changes with a cookie only from its own pages', async () => {
    const { origin, hostname } = new URL(service.url)
    const json = { query: 'mutation { createTodo(input: { title: "a" }) { id } }' }
    const change = async (headers: Record<string, string>) => {
      const cookie = `taskoverflow_token=${token}`
      return (await ask(service.url, 'POST /graphql', { json, headers: { cookie, ...headers } })).status
    }
    expect(await change({ 'sec-fetch-site': 'same-origin', origin })).toBe(200)
    expect(await change({ 'sec-fetch-site': 'same-origin', cookie: 'taskoverflow_token=wrong' })).toBe(401)
    // Without TLS, browsers send Sec-Fetch-Site only to localhost; Origin they send everywhere.
    expect(await change({ origin })).toBe(200)
    expect(await change({ 'sec-fetch-site': 'none' })).toBe(401)
    expect(await change({ 'sec-fetch-site': 'same-site', origin: `http://${hostname}:1` })).toBe(403)
    expect(await change({ origin: `http://${hostname}:1` })).toBe(403)
  })

  test('shows GraphiQL with the cookie, and otherwise the page that asks for the token', async () => {
    const html = { accept: 'text/html,*/*;q=0.8' }
    const refused = await ask(service.url, 'GET /graphql', { headers: html })
    expect([refused.status, refused.text]).toEqual([401, expect.stringContaining('id="root"')])
    expect(refused.headers).toHaveProperty('www-authenticate')
    const headers = { ...html, cookie: `taskoverflow_token=${token}` }
    const opened = await ask(service.url, 'GET /graphql', { headers })
    expect([opened.status, opened.text]).toEqual([200, expect.stringContaining('graphiql')])
    expect((await ask(service.url, 'GET /graphql?query={__typename}')).json).toHaveProperty('errors')
  })

  test('accepts the cookie for event streams', async () => {
    const { json } = await ask(service.url, 'POST /api/v1/todos/ical', { headers: bearer })
    const { task_id: id } = json as { task_id: string }
    const url = `${service.url}/api/v1/todos/ical/${id}/events`
    using refused = await openEventStream(url)
    expect(refused.status).toBe(401)
    using stream = await openEventStream(url, { cookie: `taskoverflow_token=${token}` })
    expect(stream.status).toBe(200)
  })
})

describe('the protection from cross-site requests', () => {
  const service = useService({
    broker: 'postgres',
    withWorker: false,
    env: { CORS_ORIGINS: 'https://friend.example, http://other.example:8080' },
  })
  let own: string
  beforeAll(() => {
    own = new URL(service.url).host
  })

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
  ])('refuses a change from elsewhere: %j', async headers => {
    const { status, headers: answered, json } = await post(headers)
    expect([status, json]).toEqual([403, { error: expect.stringContaining('other sites') }])
    expect(answered).not.toHaveProperty('access-control-allow-origin')
  })

  test('accepts changes from its own pages, from programs and from listed sites', async () => {
    const good = [
      {},
      { 'sec-fetch-site': 'none' },
      { 'sec-fetch-site': 'same-origin', origin: `https://${own}` },
      { origin: `http://${own}` },
      { origin: 'https://friend.example', 'sec-fetch-site': 'cross-site' },
    ]
    for (const headers of good) expect([headers, (await post(headers)).status]).toEqual([headers, 201])
  })

  test('answers the preflight of listed sites only', async () => {
    const friend = await preflight('https://friend.example')
    expect(friend.headers).toMatchObject({ 'access-control-allow-origin': 'https://friend.example' })
    expect(friend.headers).not.toHaveProperty('access-control-allow-credentials')
    expect((await preflight('https://evil.example')).headers).not.toHaveProperty(
      'access-control-allow-origin',
    )
  })
})

describe('the edge', () => {
  const service = useService({ broker: 'postgres', withWorker: false })

  test('allows other sites nothing by default', async () => {
    const { headers } = await ask(service.url, 'GET /api/v1/todos', {
      headers: { origin: 'https://evil.example' },
    })
    expect(Object.keys(headers).filter(name => name.startsWith('access-control'))).toEqual([])
  })

  test('sends strict security headers', async () => {
    const { headers } = await ask(service.url, 'GET /api/v1/todos')
    expect(headers).toMatchObject({
      'content-security-policy': expect.stringMatching(/default-src 'self'.*frame-ancestors 'none'/),
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
    })
    expect(headers).not.toHaveProperty('x-powered-by')
  })

  test('refuses a request with both lengths, which could smuggle a second one', async () => {
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
