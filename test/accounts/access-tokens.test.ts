import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { get, type IncomingMessage } from 'node:http'
import { beforeAll, describe, expect, test } from 'vitest'
import { createAccessToken } from '../../core/accounts/access-tokens.ts'
import { addPasskey } from '../../core/accounts/passkeys.ts'
import { ask, useService } from '../harness/test-service.ts'
import { createTestAccount, type TestAccount } from '../harness/test-account.ts'

const service = useService({
  broker: 'postgres',
  env: { ACCOUNTS: 'on', RATE_LIMIT: '200' },
  withWorker: false,
})

let ada: TestAccount
beforeAll(async () => {
  ada = await createTestAccount(service.db, 'Ada', { isFirst: true })
})

const bearer = (token: string) => ({ authorization: `Bearer ${token}` })
const basic = (name: string, password: string) => ({
  authorization: `Basic ${Buffer.from(`${name}:${password}`).toString('base64')}`,
})

/** Statuses at the three doors. */
async function tryDoors(headers: Record<string, string>, rest: string, trpc: string, graphql: string) {
  const { status } = await service.ask(rest, { headers })
  const trpcAnswer = await ask(service.url, `GET /trpc/${trpc}`, { headers })
  const graphqlAnswer = await ask(service.url, 'POST /graphql', { headers, json: { query: graphql } })
  const { errors: [error] = [] } = JSON.parse(graphqlAnswer.text) as {
    errors?: { extensions: { code: string } }[]
  }
  return [status, trpcAnswer.status, error ? error.extensions.code : 200]
}

test('creates a token that is shown once, lists it, and revokes it', async () => {
  const headers = ada.session
  const created = await ask(service.url, 'POST /auth/tokens', {
    headers,
    json: { name: 'Phone', scopes: ['todos:write'], expiresInDays: 30 },
  })
  expect(created.status).toBe(201)
  const { token, id } = created.json as { token: string; id: string }
  expect(token).toMatch(/^tof_[\w-]{43}$/)
  expect((await service.ask('GET /account', { headers: bearer(token) })).json).toEqual({
    name: 'Ada',
    isAdmin: true,
    scopes: ['todos:write'],
  })
  const listed = await ask(service.url, 'GET /auth/tokens', { headers })
  expect(listed.text).not.toContain(token)
  expect(listed.json).toMatchObject([
    { id, name: 'Phone', prefix: token.slice(0, 8), scopes: ['todos:write'] },
  ])
  expect((await ask(service.url, `DELETE /auth/tokens/${id}`, { headers })).status).toBe(204)
  expect((await service.ask('GET /account', { headers: bearer(token) })).status).toBe(401)
})

test('refuses a name that cannot be stored', async () => {
  const json = { name: 'a\0b', scopes: ['todos:read'], expiresInDays: 1 }
  const { status, text } = await ask(service.url, 'POST /auth/tokens', { json, headers: ada.session })
  expect([status, text]).toEqual([400, expect.stringContaining('name: must not contain NUL')])
})

test('accepts a token as the password of HTTP Basic, with any user name', async () => {
  const token = await ada.createToken()
  expect((await service.ask('GET /todos', { headers: basic('anything', token) })).status).toBe(200)
  expect((await service.ask('GET /todos', { headers: basic(token, 'x') })).status).toBe(401)
})

test('refuses expired tokens, and those of a disabled account', async () => {
  const bob = await createTestAccount(service.db, 'Bob')
  const [expired, good] = [await bob.createToken(), await bob.createToken()]
  await service.db
    .updateTable('access_token')
    .set({ expires_at: new Date(0) })
    .where('prefix', '=', expired.slice(0, 8))
    .execute()
  expect((await service.ask('GET /todos', { headers: bearer(expired) })).status).toBe(401)
  await service.db.updateTable('account').set({ disabled_at: new Date() }).where('id', '=', bob.id).execute()
  for (const headers of [bearer(good), bob.session])
    expect((await service.ask('GET /todos', { headers })).status).toBe(401)
})

const yes = [200, 200, 200]
const no = [403, 403, 'FORBIDDEN']

describe('scopes', () => {
  test.for([
    ['todos:read', yes, no, no],
    ['todos:write', yes, no, no],
    ['jobs', no, yes, no],
    ['feeds', no, no, yes],
    ['dav', no, no, no],
  ] as const)('%s allows its own operations at every door, and no others', async ([scope, ...expected]) => {
    const headers = bearer(await ada.createToken([scope]))
    const found = [
      await tryDoors(headers, 'GET /todos', 'settings', '{ todos { edges { cursor } } }'),
      await tryDoors(headers, 'GET /todos/ical', 'calendarJobCounts', '{ calendarJobCounts { pending } }'),
      await tryDoors(headers, 'GET /feeds', 'calendarFeeds', '{ calendarFeeds { id } }'),
    ]
    expect(found).toEqual(expected)
  })

  test('todos:read allows reading, and no changes', async () => {
    const headers = bearer(await ada.createToken(['todos:read']))
    const refused = await service.ask('POST /todos', { headers, json: { title: 'x' } })
    expect(refused.json).toEqual({
      error: 'This access token lacks the scope todos:write; create one that has it',
    })
    const mutation = 'mutation { createTodo(input: { title: "x" }) { id } }'
    const { text } = await ask(service.url, 'POST /graphql', { headers, json: { query: mutation } })
    expect(text).toContain('FORBIDDEN')
    const trpc = await ask(service.url, 'POST /trpc/createTodo', { headers, json: { title: 'x' } })
    expect(trpc.status).toBe(403)
    expect(await service.db.selectFrom('todo').select('id').execute()).toEqual([])
  })

  test('let no token manage tokens, sessions or the password', async () => {
    const headers = bearer(await ada.createToken())
    const lines = ['GET /tokens', 'POST /tokens', 'GET /sessions', 'GET /account', 'PUT /password']
    const answers = lines.map(line => ask(service.url, line.replace(' /', ' /auth/'), { headers }))
    expect((await Promise.all(answers)).map(({ status }) => status)).toEqual(lines.map(() => 403))
  })

  test('operate is only for administrators', async () => {
    const carol = await createTestAccount(service.db, 'Carol')
    const json = { name: 'x', scopes: ['operate'], expiresInDays: null }
    expect((await ask(service.url, 'POST /auth/tokens', { headers: carol.session, json })).status).toBe(403)
    expect((await ask(service.url, 'POST /auth/tokens', { headers: ada.session, json })).status).toBe(201)
  })
})

/** The head of an answer that may never end. */
async function begin(path: string, headers: Record<string, string>): Promise<IncomingMessage> {
  const asked = get(`${service.url}${path}`, { headers, agent: false })
  const [answer] = (await once(asked, 'response')) as [IncomingMessage]
  return answer.destroy()
}

test('limits the requests of each token, and says how many are left', async () => {
  const headers = bearer(await ada.createToken(['todos:read']))
  const askOften = (times: number) =>
    Promise.all(Array.from({ length: times }, () => service.ask('GET /settings', { headers })))
  for (const { headers: given } of await askOften(100)) expect(given).not.toHaveProperty('ratelimit')
  const next = await service.ask('GET /settings', { headers })
  expect(next.headers['ratelimit-policy']).toBe('"default";q=200;w=60')
  expect(next.headers['ratelimit']).toMatch(/^"default";r=99;t=\d+$/)
  const query = encodeURIComponent('{ settings { timeZone } }')
  for (const [n, path] of [`/graphql?query=${query}`, '/trpc/settings', '/api/v1/todos/events'].entries()) {
    const { statusCode, headers: given } = await begin(path, headers)
    expect([statusCode, given['ratelimit']]).toEqual([200, expect.stringContaining(`r=${98 - n};`)])
  }
  const rest = await askOften(97)
  expect(rest.filter(({ status }) => status === 429)).toHaveLength(1)
  const refused = await ask(service.url, 'POST /graphql', {
    headers,
    json: { query: '{ settings { timeZone } }' },
  })
  expect([refused.status, refused.text]).toEqual([429, expect.stringContaining('TOO_MANY_REQUESTS')])
  expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0)
  expect((await service.ask('GET /settings', { headers: ada.session })).status).toBe(200)
})

test('accepts changes with a cookie only from its own page', async () => {
  const { cookie } = ada.session
  const json = { title: 'x' }
  expect((await service.ask('POST /todos', { headers: { cookie }, json })).status).toBe(401)
  const evil = { cookie, origin: 'https://evil.example' }
  expect((await service.ask('POST /todos', { headers: evil, json })).status).toBe(403)
  expect((await service.ask('POST /todos', { headers: ada.session, json })).status).toBe(201)
})

test('never keeps more tokens or passkeys than the maximum', async () => {
  const { db } = service
  const { id } = await createTestAccount(db, 'Max')
  const newToken = () => createAccessToken(db, id, { name: 'x', scopes: ['jobs'], expiresInDays: null })
  const newPasskey = () =>
    db.transaction().execute(tx =>
      addPasskey(tx, id, {
        id: randomUUID(),
        publicKey: Buffer.of(1),
        counter: 0,
        transports: [],
        label: '',
      }),
    )
  for (const [create, max] of [
    [newToken, 100],
    [newPasskey, 50],
  ] as const) {
    const created = await Promise.allSettled(Array.from({ length: max + 20 }, () => create()))
    expect(created.filter(({ status }) => status === 'fulfilled')).toHaveLength(max)
  }
})
