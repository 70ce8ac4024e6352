import { expect, test } from 'vitest'
import { createAccountLink } from '../../core/accounts/account-links.ts'
import { type Answer, ask, useService } from '../harness/test-service.ts'

const env = { ACCOUNTS: 'on', TRUST_PROXY: 'true' } as const
const service = useService({ broker: 'postgres', env, withWorker: false })

let addresses = 0
/** From an address of its own, unless it is given. */
const post = (path: string, json: object, headers = {}) =>
  ask(service.url, `POST /auth/${path}`, {
    json,
    headers: { 'x-forwarded-for': `10.0.0.${(addresses += 1)}`, ...headers },
  })

function readCookie({ headers }: Answer): string {
  const [cookie = ''] = headers['set-cookie'] ?? []
  return cookie.split(';')[0] ?? ''
}

const page = (answer: Answer) => ({ cookie: readCookie(answer), 'sec-fetch-site': 'same-origin' })

let links = 0
/** Joins by an invitation. */
async function join(password: string): Promise<{ name: string; answer: Answer }> {
  const token = await createAccountLink(service.db, { kind: 'invitation', isAdmin: false })
  const name = `guest-${(links += 1)}`
  return { name, answer: await post('join', { token, name, password }) }
}

const signIn = (name: string, password: string) => post('sign-in', { name, password })

test('creates the first account with the set-up link, which takes over existing data', async () => {
  const token = await createAccountLink(service.db, { kind: 'setup' })
  const other = await createAccountLink(service.db, { kind: 'setup' })
  await service.db.insertInto('todo').values({ owner_id: 'local', title: 'from before' }).execute()
  expect((await post('link', { token })).json).toMatchObject({ kind: 'setup', name: null })

  const joined = await post('join', { token, name: 'Ada', password: 'paper kite on a hill' })
  expect(joined.json).toEqual({ account: { name: 'Ada', isAdmin: true } })
  expect(joined.headers['set-cookie']?.[0]).toMatch(/; Path=\/; HttpOnly; SameSite=Lax$/)
  const todos = await service.ask('GET /todos', { headers: { cookie: readCookie(joined) } })
  expect(todos.json).toMatchObject([{ title: 'from before' }])

  for (const used of [token, other]) expect((await post('link', { token: used })).status).toBe(410)
  const again = await post('join', { token, name: 'Eve', password: 'paper kite on a hill' })
  expect(again.status).toBe(410)
})

test('signs in with a password, and gives each account its own todos', async () => {
  const { name, answer } = await join('seven green bottles')
  const created = await service.ask('POST /todos', { json: { title: 'mine' }, headers: page(answer) })
  expect(created.status).toBe(201)

  const signedIn = await signIn(name.toUpperCase(), 'seven green bottles')
  expect(signedIn.json).toEqual({ account: { name, isAdmin: false } })
  const todos = await service.ask('GET /todos', { headers: page(signedIn) })
  expect(todos.json).toMatchObject([{ title: 'mine' }])
  const { json } = await ask(service.url, 'GET /auth', { headers: page(signedIn) })
  expect(json).toEqual({
    accounts: true,
    account: { name, isAdmin: false },
    methods: { passkey: false, oidc: null },
  })
})

test('answers a wrong password and an unknown name in the same way', async () => {
  const { name } = await join('seven green bottles')
  const [wrong, unknown] = [
    await signIn(name, 'seven red bottles'),
    await signIn('nobody', 'seven red bottles'),
  ]
  expect([wrong.status, wrong.text]).toEqual([401, unknown.text])
  expect(unknown.status).toBe(401)
})

test('refuses a name that cannot be stored', async () => {
  expect((await signIn('ada\0', 'seven green bottles')).status).toBe(400)
})

test('refuses passwords that are short, common or contain the name', async () => {
  const passwords = ['too short', 'qwertyuiop', 'Password123!', 'aaaaaaaaaaaaaaaa']
  const joined = await Promise.all(passwords.map(join))
  expect(joined.map(({ answer }) => answer.status)).toEqual(passwords.map(() => 400))
  const token = await createAccountLink(service.db, { kind: 'invitation', isAdmin: false })
  const refused = await post('join', { token, name: 'grace', password: 'i am GRACE hopper' })
  expect(refused.json).toEqual({
    error: 'password: too easy to guess; use several random words',
  })
  // The link was not used up by the attempts.
  expect((await post('join', { token, name: 'grace', password: 'nanoseconds of wire' })).status).toBe(200)
})

test('throttles guesses from one address, but not sign-ins from another', async () => {
  const { name } = await join('seven green bottles')
  const from = (address: string, password: string) =>
    post('sign-in', { name, password }, { 'x-forwarded-for': address })
  const statuses: number[] = []
  for (let n = 0; n < 11; n += 1) statuses.push((await from('203.0.113.5', `guess ${n}`)).status)
  expect(statuses).toEqual([...Array.from({ length: 10 }, () => 401), 429])
  const refused = await from('203.0.113.5', 'seven green bottles')
  expect(refused.status).toBe(429)
  expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0)
  // The proxy adds the last address; the others come from the client.
  expect((await from('198.51.100.1, 203.0.113.5', 'seven green bottles')).status).toBe(429)
  expect((await from('203.0.113.6', 'seven green bottles')).status).toBe(200)
})

test('limits the requests of an account, whatever its sessions and addresses', async () => {
  const { name, answer } = await join('seven green bottles')
  const sessions = [page(answer), page(await signIn(name, 'seven green bottles'))]
  const link = { token: 'unknown' }
  const answers = Array.from({ length: 61 }, (_, n) => post('link', link, sessions[n % 2]))
  const statuses = (await Promise.all(answers)).map(({ status }) => status).toSorted((a, b) => a - b)
  expect(statuses).toEqual([...Array.from({ length: 60 }, () => 410), 429])
  const other = await join('seven green bottles')
  expect((await post('link', link, page(other.answer))).status).toBe(410)
})

test('ends a session on signing out, and all of them on request', async () => {
  const { name, answer } = await join('seven green bottles')
  const [first, second] = [page(answer), page(await signIn(name, 'seven green bottles'))]
  const read = async (headers: object) =>
    (await service.ask('GET /todos', { headers: { ...headers } })).status
  const { json } = await ask(service.url, 'GET /auth/sessions', { headers: first })
  expect(json).toMatchObject([{ isCurrent: false }, { isCurrent: true }])

  expect((await post('sign-out', {}, first)).status).toBe(204)
  expect([await read(first), await read(second)]).toEqual([401, 200])
  const third = page(await signIn(name, 'seven green bottles'))
  expect((await post('sign-out-everywhere', {}, third)).status).toBe(204)
  expect([await read(second), await read(third)]).toEqual([401, 401])
})

test('changes a password only with the current one, and ends the other sessions', async () => {
  const { name, answer } = await join('seven green bottles')
  const [here, there] = [page(answer), page(await signIn(name, 'seven green bottles'))]
  const change = (json: object) => ask(service.url, 'PUT /auth/password', { json, headers: here })
  expect((await change({ password: 'eight green bottles' })).status).toBe(400)
  expect((await change({ current: 'nine', password: 'eight green bottles' })).status).toBe(400)
  expect((await change({ current: 'seven green bottles', password: 'eight green bottles' })).status).toBe(204)
  expect((await service.ask('GET /todos', { headers: here })).status).toBe(200)
  expect((await service.ask('GET /todos', { headers: there })).status).toBe(401)
  expect((await signIn(name, 'seven green bottles')).status).toBe(401)
  expect((await signIn(name, 'eight green bottles')).status).toBe(200)
})

test('recovers an account with a link, which ends its sessions and other links', async () => {
  const { name, answer } = await join('seven green bottles')
  const { id } = await service.db
    .selectFrom('account')
    .select('id')
    .where('name', '=', name)
    .executeTakeFirstOrThrow()
  const recover = () => createAccountLink(service.db, { kind: 'recovery', accountId: id })
  const [token, other] = [await recover(), await recover()]
  expect((await post('link', { token })).json).toMatchObject({ kind: 'recovery', name })
  expect((await post('join', { token, password: 'nine green bottles' })).status).toBe(200)
  expect((await service.ask('GET /todos', { headers: page(answer) })).status).toBe(401)
  expect((await signIn(name, 'nine green bottles')).status).toBe(200)
  expect((await post('link', { token: other })).status).toBe(410)
})

test('stores sessions, links and passwords only in hashed form', async () => {
  const { answer } = await join('seven green bottles')
  const [, secret = ''] = readCookie(answer).split('=')
  const link = await createAccountLink(service.db, { kind: 'invitation', isAdmin: false })
  for (const table of ['session', 'account', 'account_link', 'access_token'] as const) {
    const rows = JSON.stringify(await service.db.selectFrom(table).selectAll().execute())
    for (const text of [secret, link, 'seven green bottles']) expect(rows).not.toContain(text)
  }
})

test('refuses a sign-in from another site', async () => {
  const { name } = await join('seven green bottles')
  const json = { name, password: 'seven green bottles' }
  const refused = await post('sign-in', json, { 'sec-fetch-site': 'cross-site' })
  expect(refused.status).toBe(403)
})
