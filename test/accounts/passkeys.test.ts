import { expect, test } from 'vitest'
import { createAccountLink } from '../../core/accounts/account-links.ts'
import { createPasskey, type SoftPasskey, usePasskey } from '../harness/test-authenticator.ts'
import { type Answer, ask, useService } from '../harness/test-service.ts'

const service = useService({
  broker: 'postgres',
  env: { ACCOUNTS: 'on', TRUST_PROXY: 'true' },
  withWorker: false,
})

/** Where the page is. Browsers have no passkeys for 127.0.0.1. */
const host = 'localhost:6400'
const origin = `http://${host}`

let addresses = 0
/** From an address of its own, unless it is given. */
const post = (path: string, json: object, headers = {}) =>
  ask(service.url, `POST /auth/${path}`, {
    json,
    headers: { host, 'x-forwarded-for': `10.0.0.${(addresses += 1)}`, ...headers },
  })

const page = ({ headers }: Answer) => ({
  cookie: headers['set-cookie']?.[0]?.split(';')[0] ?? '',
  'sec-fetch-site': 'same-origin',
})

type CreationOptions = Parameters<typeof createPasskey>[0] & {
  authenticatorSelection: object
  excludeCredentials: { id: string; transports: string[] }[]
}

const readOptions = async (json: object, headers = {}) =>
  (await post('passkey/options', json, headers)).json as CreationOptions

let guests = 0
/** Joins by an invitation. */
async function join(settings: { counter?: number } = {}) {
  const token = await createAccountLink(service.db, { kind: 'invitation', isAdmin: false })
  const name = `guest-${(guests += 1)}`
  const { passkey, response } = createPasskey(await readOptions({ token, name }), { origin, ...settings })
  const answer = await post('passkey/register', { token, name, label: 'Phone', response })
  return { name, token, passkey, answer, headers: page(answer) }
}

/** Adds a passkey to the account of a session. */
async function addPasskey(headers: object, label?: string) {
  const { passkey, response } = createPasskey(await readOptions({}, headers), { origin })
  return { passkey, answer: await post('passkey/register', { label, response }, headers) }
}

const readChallenge = async () => (await post('passkey/sign-in/options', {})).json as { challenge: string }

async function signIn(passkey: SoftPasskey, settings: { origin?: string; isVerified?: boolean } = {}) {
  const response = usePasskey(passkey, await readChallenge(), { origin, ...settings })
  return { response, answer: await post('passkey/sign-in', { response }) }
}

test('creates the first account, which takes over existing data, with a discoverable passkey', async () => {
  await service.db.insertInto('todo').values({ owner_id: 'local', title: 'from before' }).execute()
  const token = await createAccountLink(service.db, { kind: 'setup' })
  const options = await readOptions({ token, name: 'Ada' })
  expect(options).toMatchObject({
    rp: { id: 'localhost', name: 'TaskOverflow' },
    user: { id: Buffer.from('local').toString('base64url'), name: 'Ada' },
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    attestation: 'none',
  })
  const { passkey, response } = createPasskey(options, { origin })
  const joined = await post('passkey/register', { token, response })
  expect(joined.json).toEqual({ account: { name: 'Ada', isAdmin: true } })
  const { answer } = await signIn(passkey)
  expect((await service.ask('GET /todos', { headers: page(answer) })).json).toMatchObject([
    { title: 'from before' },
  ])
})

test('creates an account with a link and a passkey, and signs in with it', async () => {
  const { name, token, passkey, answer, headers } = await join()
  expect(answer.json).toEqual({ account: { name, isAdmin: false } })
  expect((await service.ask('GET /todos', { headers })).status).toBe(200)
  expect((await post('link', { token })).status).toBe(410)

  const signedIn = await signIn(passkey)
  expect(signedIn.answer.json).toEqual({ account: { name, isAdmin: false } })
  const { json } = await ask(service.url, 'GET /auth/passkeys', { headers: page(signedIn.answer) })
  expect(json).toEqual([
    { id: passkey.id, label: 'Phone', createdAt: expect.any(String), lastUsedAt: expect.any(String) },
  ])
})

test('recovers an account with a passkey, which ends its sessions', async () => {
  const { name, passkey, headers } = await join()
  const accountId = Buffer.from(passkey.userHandle, 'base64url').toString()
  const token = await createAccountLink(service.db, { kind: 'recovery', accountId })
  const options = await readOptions({ token })
  expect(options.excludeCredentials).toMatchObject([{ id: passkey.id }])
  const { passkey: other, response } = createPasskey(options, { origin })
  expect((await post('passkey/register', { token, response })).json).toMatchObject({ account: { name } })
  expect((await service.ask('GET /todos', { headers })).status).toBe(401)
  expect((await signIn(other)).answer.status).toBe(200)
})

test('refuses a name that is taken before a passkey is created', async () => {
  const { name } = await join()
  const token = await createAccountLink(service.db, { kind: 'invitation', isAdmin: false })
  const taken = await post('passkey/options', { token, name: name.toUpperCase() })
  expect([taken.status, taken.json]).toEqual([409, { error: 'name: already in use' }])
  expect((await post('passkey/options', { token })).status).toBe(400)
  expect((await post('passkey/options', { token: 'x', name: 'eve' })).status).toBe(410)
  expect((await post('passkey/options', {})).status).toBe(401)
})

test('adds passkeys to the signed-in account, and lists them', async () => {
  const { passkey, headers } = await join()
  expect((await readOptions({}, headers)).excludeCredentials).toEqual([
    { id: passkey.id, transports: ['internal'], type: 'public-key' },
  ])
  const added = await addPasskey(headers)
  expect(added.answer.status).toBe(200)
  const { json } = await ask(service.url, 'GET /auth/passkeys', { headers })
  expect(json).toMatchObject([
    { label: 'Phone', lastUsedAt: null },
    { label: 'Passkey', lastUsedAt: null },
  ])
  expect((await signIn(added.passkey)).answer.status).toBe(200)
})

test('uses a challenge once, and only for the account that asked for it', async () => {
  const [ada, eve] = [await join(), await join()]
  const { response, answer } = await signIn(ada.passkey)
  expect(answer.status).toBe(200)
  expect((await post('passkey/sign-in', { response })).status).toBe(410)

  const options = await readOptions({}, ada.headers)
  const made = createPasskey(options, { origin })
  const stolen = await post('passkey/register', { response: made.response }, eve.headers)
  expect(stolen.status).toBe(400)
  // A wrong answer has used it up too.
  expect((await post('passkey/register', { response: made.response }, ada.headers)).status).toBe(410)

  // A challenge of a session joins by no link.
  const token = await createAccountLink(service.db, { kind: 'invitation', isAdmin: false })
  const { response: own } = createPasskey(await readOptions({}, ada.headers), { origin })
  expect((await post('passkey/register', { token, response: own }, ada.headers)).status).toBe(400)
  expect((await post('link', { token })).status).toBe(200)
  // A challenge for signing in registers nothing.
  const confused = createPasskey({ ...options, ...(await readChallenge()) }, { origin })
  expect((await post('passkey/register', { response: confused.response }, ada.headers)).status).toBe(410)
})

test('refuses an expired challenge', async () => {
  const { passkey } = await join()
  const options = await readChallenge()
  await service.db.updateTable('sign_in_attempt').set({ expires_at: new Date() }).execute()
  const response = usePasskey(passkey, options, { origin })
  expect((await post('passkey/sign-in', { response })).status).toBe(410)
})

test('refuses another origin, another site, an unverified user and a forged signature', async () => {
  const { passkey, headers } = await join()
  const attempts = [
    signIn(passkey, { origin: 'https://evil.example' }),
    signIn({ ...passkey, rpId: 'evil.example' }),
    signIn(passkey, { isVerified: false }),
    signIn({ ...passkey, privateKey: (await join()).passkey.privateKey }),
  ]
  const answers = await Promise.all(attempts)
  expect(answers.map(({ answer }) => answer.status)).toEqual([401, 401, 401, 401])
  expect(answers.map(({ answer }) => answer.headers['set-cookie'])).toEqual(answers.map(() => undefined))

  const refuse = async (settings: { origin: string; isVerified?: boolean }) => {
    const { response } = createPasskey(await readOptions({}, headers), settings)
    return (await post('passkey/register', { response }, headers)).status
  }
  expect(await refuse({ origin: 'https://evil.example' })).toBe(400)
  expect(await refuse({ origin, isVerified: false })).toBe(400)
  expect((await signIn(passkey)).answer.status).toBe(200)
})

test('refuses a passkey that is unknown, that names another account, and one that is registered already', async () => {
  const [ada, eve] = [await join(), await join()]
  const other = await signIn({ ...ada.passkey, userHandle: eve.passkey.userHandle })
  const unknown = await signIn({ ...ada.passkey, id: 'unknown' })
  expect([other.answer.status, unknown.answer.status]).toEqual([401, 401])

  const options = await readOptions({}, eve.headers)
  const { response } = createPasskey(options, { origin, id: ada.passkey.id })
  const again = await post('passkey/register', { response }, eve.headers)
  expect([again.status, again.json]).toEqual([409, { error: 'This passkey is already registered' }])
})

test('detects a cloned passkey by its counter', async () => {
  const { passkey } = await join({ counter: 7 })
  const copy = { ...passkey }
  expect((await signIn(passkey)).answer.status).toBe(200)
  expect((await signIn(copy)).answer.status).toBe(401)
  expect((await signIn(passkey)).answer.status).toBe(200)
})

test('deletes passkeys, but not the last way to sign in', async () => {
  const [ada, eve] = [await join(), await join()]
  const remove = (id: string, headers = ada.headers) =>
    ask(service.url, `DELETE /auth/passkeys/${id}`, { headers })
  expect((await remove(ada.passkey.id)).status).toBe(409)
  expect((await remove(ada.passkey.id, eve.headers)).status).toBe(404)

  const { passkey } = await addPasskey(ada.headers)
  const removed = await Promise.all([remove(ada.passkey.id), remove(passkey.id)])
  expect(removed.map(({ status }) => String(status)).toSorted()).toEqual(['204', '409'])

  const [left] = (await ask(service.url, 'GET /auth/passkeys', { headers: ada.headers })).json as [
    { id: string },
  ]
  const password = { password: 'seven green bottles' }
  await ask(service.url, 'PUT /auth/password', { json: password, headers: ada.headers })
  expect((await remove(left.id)).status).toBe(204)
  expect((await signIn(passkey)).answer.status).toBe(401)
})

test('refuses malformed responses', async () => {
  const { passkey, headers } = await join()
  const good = usePasskey(passkey, await readChallenge(), { origin })
  const bad = [
    { ...good, id: 'not base64url' },
    { ...good, response: { ...good.response, clientDataJSON: 'e30' } },
    { ...good, response: { ...good.response, clientDataJSON: 'AAAA' } },
    { ...good, response: { ...good.response, userHandle: undefined } },
    { ...good, type: 'password' },
  ]
  for (const response of bad) expect((await post('passkey/sign-in', { response })).status).toBe(400)
  const { response } = createPasskey(await readOptions({}, headers), { origin })
  response.response.attestationObject = 'AAAA'
  expect((await post('passkey/register', { response }, headers)).status).toBe(400)
})

test('does not sign in a disabled account', async () => {
  const { name, passkey } = await join()
  await service.db.updateTable('account').set({ disabled_at: new Date() }).where('name', '=', name).execute()
  expect((await signIn(passkey)).answer.status).toBe(403)
})

test('throttles the requests of an address', async () => {
  const headers = { 'x-forwarded-for': '203.0.113.7' }
  const answers = Array.from({ length: 61 }, () => post('passkey/sign-in/options', {}, headers))
  const statuses = (await Promise.all(answers)).map(({ status }) => status)
  expect(statuses.filter(status => status === 429)).toHaveLength(1)
})

test('offers no passkeys at addresses where browsers do not allow them', async () => {
  const { json } = await ask(service.url, 'GET /auth')
  expect(json).toMatchObject({ methods: { passkey: false } })
  const refused = await post('passkey/sign-in/options', {}, { host: '127.0.0.1:6400' })
  expect([refused.status, refused.text]).toEqual([400, expect.stringContaining('https://')])
  const atLocalhost = await ask(service.url, 'GET /auth', { headers: { host } })
  expect(atLocalhost.json).toMatchObject({ methods: { passkey: true } })
})
