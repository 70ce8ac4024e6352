import { describe, expect, test } from 'vitest'
import { spawnMain } from '../harness/spawn-main.ts'
import { createTestDatabase } from '../harness/test-database.ts'
import { createFeed, patient } from '../harness/test-feed.ts'
import { ask, startTestService, useService } from '../harness/test-service.ts'
import { waitFor } from '../harness/wait-for.ts'

describe('the address of a feed', () => {
  const service = useService({ broker: 'postgres', env: patient })

  test.each(['OPTIONS', 'PROPFIND', 'REPORT', 'PUT', 'POST', 'PATCH', 'DELETE', 'MKCALENDAR'])(
    'answers 405 to %s',
    async method => {
      const { path } = await createFeed(service)
      for (const line of [`${method} ${path}`, `${method} /feeds/x/y.ics`, `${method} /feeds/`]) {
        const headers = {
          origin: 'https://evil.example',
          'sec-fetch-site': 'cross-site',
          'if-match': '"nothing"',
        }
        const answer = await ask(service.url, line, {
          headers,
          body: method === 'PUT' ? 'x'.repeat(300_000) : '',
        })
        expect([answer.status, answer.headers.allow]).toEqual([405, 'GET, HEAD'])
      }
    },
  )

  test.each([
    ['too short', 'x'.repeat(42)],
    ['unknown', 'x'.repeat(43)],
    ['too long', 'x'.repeat(44)],
    ['much too long', 'x'.repeat(8000)],
    ['of NULs', '%00'.repeat(43)],
    ['with a slash', `${'x'.repeat(40)}%2Fx`],
    ['not in ASCII', `${'x'.repeat(42)}%C3%A9`],
    ['half encoded', `${'x'.repeat(42)}%`],
    ['a path', '..%2F..%2Fetc'],
  ])('answers 404 with a token that is %s', async (_, token) => {
    for (const path of [`${token}/Todos.ics`, token, `${token}/`, `${token}/a/b.ics`]) {
      const { status, headers } = await ask(service.url, `GET /feeds/${path}`)
      expect([status, headers['content-type']]).toEqual([404, 'application/json'])
    }
  })

  test('is valid with any last segment', async () => {
    const { path } = await createFeed(service)
    for (const name of ['other.ics', '%F0%9F%97%93.ics', '%00.ics', 'a%2Fb.ics', '%.ics']) {
      expect((await ask(service.url, `GET ${path.replace('Todos.ics', name)}`)).status).toBe(200)
    }
    expect((await ask(service.url, `GET ${path.slice(0, -4)}`)).status).toBe(404)
    expect((await ask(service.url, `GET ${path}?x=y`)).status).toBe(200)
  })
})

test('serves a feed by its own token, without the API token and to any site', async () => {
  await using service = await startTestService({
    broker: 'postgres',
    env: { ...patient, API_TOKEN: 'secret', CORS_ORIGINS: 'https://friend.example' },
  })
  const authorization = 'Bearer secret'
  expect((await service.ask('POST /feeds', { json: { name: 'x' } })).status).toBe(401)
  const { json } = await service.ask('POST /feeds', { json: { name: 'x' }, headers: { authorization } })
  const { pathname } = new URL((json as { url: string }).url)
  for (const headers of [
    {},
    { authorization: 'Bearer wrong' },
    { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' },
  ]) {
    expect((await ask(service.url, `GET ${pathname}`, { headers })).status).toBe(200)
  }
  expect(
    (await ask(service.url, `OPTIONS ${pathname}`, { headers: { origin: 'https://friend.example' } })).status,
  ).toBe(405)
  expect((await ask(service.url, 'GET /feeds/unknown/x.ics')).status).toBe(404)
})

test('logs no token, even at level trace', async () => {
  await using database = await createTestDatabase()
  await using server = spawnMain('server', {
    PORT: '0',
    DATABASE_URL: database.url,
    FEED_TIMEOUT_SECONDS: '1',
    LOG_LEVEL: 'trace',
  })
  await server.ready
  // What it writes may come later than what it says to its parent.
  const url = await waitFor('its address', () => /"url":"(http[^"]+)"/.exec(server.output())?.[1])
  const made = (await ask(url, 'POST /api/v1/feeds', { json: { name: 'x' } })).json as {
    id: string
    url: string
  }
  const { pathname } = new URL(made.url)
  const [, , token = ''] = pathname.split('/')
  const statuses: number[] = []
  const get = async (line: string) => void statuses.push((await ask(url, line)).status)
  await get(`GET ${pathname}`)
  await get(`PUT ${pathname}`)
  await get(`GET /Feeds/${token}/x.ics`)
  await get(`GET /feeds/${token}`)
  await get(`GET /feeds/${token}x/x.ics`)
  await ask(url, `DELETE /api/v1/feeds/${made.id}`)
  await get(`GET ${pathname}`)
  expect(statuses).toEqual([503, 405, 404, 404, 404, 410])
  await waitFor('the requests to be logged', () => server.output().split('/feeds/…').length > 5)
  expect(token).toMatch(/^[\w-]{43}$/)
  expect(server.output()).not.toContain(token)
})
