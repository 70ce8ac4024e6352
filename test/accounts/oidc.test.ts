import { afterAll, beforeAll, expect, test } from 'vitest'
import { createAccountLink } from '../../core/accounts/account-links.ts'
import { parseEnv } from '../../core/process/config.ts'
import { startServer } from '../../server/start.ts'
import { createSignInBrowser } from '../harness/sign-in-browser.ts'
import { createTestAccount } from '../harness/test-account.ts'
import { createTestLog } from '../harness/test-log.ts'
import { startTestOidcProvider } from '../harness/test-oidc-provider.ts'
import { ask, useService } from '../harness/test-service.ts'

/** Where the browser finds the page. */
const publicUrl = 'http://localhost:6400'
const provider = await startTestOidcProvider(`${publicUrl}/auth/oidc/callback`)
const env = { ACCOUNTS: 'on', TRUST_PROXY: 'true', PUBLIC_URL: publicUrl, ...provider.env } as const
const service = useService({ broker: 'postgres', env, withWorker: false })

const { log, lines } = createTestLog()
log.level = 'trace'
/** Everything that must not be in the log. */
const secrets = [provider.env.OIDC_CLIENT_SECRET]

let url = ''
beforeAll(async () => {
  const server = await startServer(
    { ...parseEnv({ ...service.env }), DATABASE_URL: service.env.DATABASE_URL ?? '' },
    log,
  )
  url = server.url
  return () => server[Symbol.asyncDispose]()
})
afterAll(() => provider[Symbol.asyncDispose]())

const createBrowser = (session?: { cookie: string }) =>
  createSignInBrowser(
    { origin: publicUrl, getUrl: () => url, onCookie: value => secrets.push(value) },
    session,
  )

const invite = async () => {
  const token = await createAccountLink(service.db, { kind: 'invitation', isAdmin: false })
  secrets.push(token)
  return token
}

/** Joins by an invitation, as a person of the provider. */
async function join(sub: string, { name }: { name?: string } = {}) {
  const browser = createBrowser()
  provider.person = { sub, claims: { preferred_username: sub } }
  const path = await browser.signIn({ token: await invite(), name, returnTo: '/account' })
  return { browser, path }
}

test('shows the host of the provider, and sends the browser there with PKCE', async () => {
  const browser = createBrowser()
  const { host } = new URL(provider.env.OIDC_ISSUER)
  expect((await browser.get('/auth')).json).toMatchObject({ methods: { oidc: { label: host } } })
  const answer = await browser.post('oidc', {})
  expect(answer.headers['set-cookie']?.[0]).toMatch(
    /^taskoverflow_oidc=[\w-]{43}; Max-Age=600; Path=\/; HttpOnly; SameSite=Lax$/,
  )
  const { searchParams } = new URL((answer.json as { url: string }).url)
  expect(Object.fromEntries(searchParams)).toMatchObject({
    response_type: 'code',
    scope: 'openid profile',
    redirect_uri: `${publicUrl}/auth/oidc/callback`,
    code_challenge_method: 'S256',
    nonce: expect.stringMatching(/^[\w-]{43}$/),
    state: expect.stringMatching(/^[\w-]{43}$/),
  })
})

test('creates an account with a link, and signs in with the same identity', async () => {
  const { browser, path } = await join('ada')
  expect([path, await browser.readName()]).toEqual(['/account', 'ada'])
  const { json } = await browser.get('/auth/account')
  expect(json).toMatchObject({ name: 'ada', hasPassword: false, hasOidc: true })

  const other = createBrowser()
  expect(await other.signIn({ returnTo: '/calendar?view=week#today' })).toBe('/calendar?view=week#today')
  expect(await other.readName()).toBe('ada')
})

test('refuses an identity without an account, whatever its name and e-mail address', async () => {
  await join('grace')
  const browser = createBrowser()
  provider.person = { sub: 'another', claims: { preferred_username: 'grace', email: 'grace@example.org' } }
  expect(await browser.signIn()).toBe('/sign-in?error=no-account')
  expect(await browser.readName()).toBeUndefined()
})

test('uses the typed name, or else a free one from the provider', async () => {
  expect(await (await join('linus', { name: 'Typed' })).browser.readName()).toBe('Typed')
  const joinAs = async (claims: Record<string, string>) => {
    const browser = createBrowser()
    provider.person = { sub: `${Math.random()}`, claims }
    const path = await browser.signIn({ token: await invite() })
    return (await browser.readName()) ?? path
  }
  expect(await joinAs({ preferred_username: 'linus' })).toBe('linus')
  expect(await joinAs({ preferred_username: 'linus', nickname: 'lin' })).toBe('lin')
  expect(await joinAs({ preferred_username: 'LINUS' })).toBe('LINUS-2')
  expect(await joinAs({ preferred_username: '💾', name: ' Barbara  Liskov (MIT) ' })).toBe(
    'Barbara.Liskov.MIT',
  )
  expect(await joinAs({ email: 'grace.hopper@example.org' })).toBe('grace.hopper')
  expect(await joinAs({ name: 'x'.repeat(99) })).toBe('x'.repeat(50))
  expect([await joinAs({}), await joinAs({ name: '?' })]).toEqual(['user', 'user-2'])

  const browser = createBrowser()
  expect((await browser.post('oidc', { token: await invite(), name: 'typed' })).status).toBe(409)
  // Without a link, no one learns which names there are.
  expect((await browser.post('oidc', { name: 'typed' })).status).toBe(200)
})

test('accepts a link for one identity only, which must not have an account yet', async () => {
  await join('once')
  const { browser, path } = await join('once')
  expect([path, await browser.readName()]).toEqual(['/sign-in?error=failed', undefined])

  const token = await invite()
  const [first, second] = [createBrowser(), createBrowser()]
  const late = await second.start({ token })
  provider.person = { sub: 'first', claims: { preferred_username: 'first' } }
  expect(await first.signIn({ token })).toBe('/')
  provider.person = { sub: 'second', claims: { preferred_username: 'second' } }
  expect(await second.visit(late)).toBe('/sign-in?error=failed')
  expect((await second.post('oidc', { token })).status).toBe(410)
})

test('adds the identity to the account that is signed in', async () => {
  const carol = await createTestAccount(service.db, 'Carol')
  const browser = createBrowser(carol.session)
  provider.person = { sub: 'carol' }
  expect(await browser.signIn({ returnTo: '/account' })).toBe('/account')
  const elsewhere = createBrowser()
  expect(await elsewhere.signIn()).toBe('/')
  expect(await elsewhere.readName()).toBe('Carol')

  // It cannot be taken over by another account.
  const dave = createBrowser((await createTestAccount(service.db, 'Dave')).session)
  expect(await dave.signIn({ returnTo: '/account?tab=keys' })).toBe('/account?tab=keys&error=failed')
  expect((await dave.get('/auth/account')).json).toMatchObject({ hasOidc: false })
})

test('adds no identity once the account has signed out, or another one has signed in', async () => {
  provider.person = { sub: 'erin' }
  const { session } = await createTestAccount(service.db, 'Erin')
  const leave = async (path: string, json: object) => {
    const browser = createBrowser(session)
    const address = await browser.start({ returnTo: '/account' })
    expect((await browser.post(path, json)).status).toBeLessThan(300)
    expect(await browser.visit(address)).toBe('/account?error=failed')
  }
  await leave('join', { token: await invite(), name: 'Olivia', password: 'seven green bottles' })
  await leave('sign-out', {})
  expect(await createBrowser().signIn()).toBe('/sign-in?error=no-account')
})

test('recovers an account with a link and a new identity', async () => {
  const { browser } = await join('frank')
  const row = await service.db
    .selectFrom('account')
    .select('id')
    .where('name', '=', 'frank')
    .executeTakeFirstOrThrow()
  const token = await createAccountLink(service.db, { kind: 'recovery', accountId: row.id })
  provider.person = { sub: 'frank-again' }
  const other = createBrowser()
  expect(await other.signIn({ token })).toBe('/')
  expect([await browser.readName(), await other.readName()]).toEqual([undefined, 'frank'])
})

test('redirects with an error after a cancellation at the provider', async () => {
  provider.person = null
  const browser = createBrowser()
  expect(await browser.signIn()).toBe('/sign-in?error=denied')
})

test('refuses a callback that was replayed, altered, or sent by another browser', async () => {
  const { browser } = await join('heidi')
  const callbacks: string[] = []
  const remember = (to: URL) => {
    if (to.origin === publicUrl) callbacks.push(to.href)
  }
  expect(await browser.visit(await browser.start(), remember)).toBe('/')
  const [used = ''] = callbacks
  expect(await browser.visit(used)).toBe('/sign-in?error=failed')

  // Login CSRF: the attacker's own callback in the browser of the victim, who may have started a sign-in as well.
  const [attacker, victim] = [createBrowser(), createBrowser()]
  const stopped = attacker.visit(await attacker.start(), to => {
    if (to.origin === publicUrl) throw new Error(to.href)
  })
  const { message: fresh } = (await stopped.catch((error: unknown) => error)) as Error
  expect(await victim.visit(fresh)).toBe('/sign-in?error=failed')
  await victim.start()
  expect(await victim.visit(fresh)).toBe('/sign-in?error=failed')
  expect(await victim.readName()).toBeUndefined()

  const changed = new URL(fresh)
  changed.searchParams.set('state', 'x'.repeat(43))
  expect(await attacker.visit(changed.href)).toBe('/sign-in?error=failed')
  secrets.push(...[used, fresh].map(callback => new URL(callback).searchParams.get('code') ?? ''))
})

test.for([
  'https://evil.example/',
  '//evil.example',
  '/\\evil.example',
  '\\\\evil.example',
  '/\t/evil.example',
  '/.//evil.example',
  '/..//evil.example',
  'javascript:alert(1)',
  'calendar',
  '',
])('refuses to return to %j', async returnTo => {
  const answer = await createBrowser().post('oidc', { returnTo })
  expect([answer.status, answer.text]).toEqual([400, expect.stringContaining('returnTo: must be a path')])
})

test('requires a session or a link for anything but signing in, and accepts no access token', async () => {
  const bob = await createTestAccount(service.db, 'Bob')
  const answer = await ask(url, 'POST /auth/oidc', {
    json: {},
    headers: { authorization: `Bearer ${await bob.createToken()}` },
  })
  expect(answer.status).toBe(403)
})

test('does not sign in a disabled account', async () => {
  await join('mallory')
  await service.db
    .updateTable('account')
    .set({ disabled_at: new Date() })
    .where('name', '=', 'mallory')
    .execute()
  const browser = createBrowser()
  expect(await browser.signIn()).toBe('/sign-in?error=failed')
  expect(await browser.readName()).toBeUndefined()
})

test('answers 503 while the provider is unreachable, and then recovers', async () => {
  provider.isBroken = true
  const secure = { ...service.env, PUBLIC_URL: 'https://todos.example.org' }
  await using fresh = await startServer(
    { ...parseEnv({ ...secure }), DATABASE_URL: service.env.DATABASE_URL ?? '' },
    log,
  )
  const start = () => ask(fresh.url, 'POST /auth/oidc', { json: {} })
  const away = await start()
  expect([away.status, away.json]).toEqual([
    503,
    { error: 'The identity provider cannot be reached; try again, or sign in another way' },
  ])
  provider.isBroken = false
  const back = await start()
  expect(back.status).toBe(200)
  expect(back.headers['set-cookie']?.[0]).toMatch(/^__Host-taskoverflow_oidc=.*; Path=\/;.*; Secure;/)

  // Between the two requests.
  const browser = createBrowser()
  provider.person = { sub: 'judy' }
  const path = await browser.visit(await browser.start(), to => {
    provider.isBroken = to.origin === publicUrl
  })
  provider.isBroken = false
  expect(path).toBe('/sign-in?error=failed')
})

test('logs why the provider refuses, and no secrets', async () => {
  const wrong = { ...service.env, OIDC_CLIENT_SECRET: 'the-wrong-secret' }
  await using server = await startServer(
    { ...parseEnv({ ...wrong }), DATABASE_URL: service.env.DATABASE_URL ?? '' },
    log,
  )
  const right = url
  url = server.url
  provider.person = { sub: 'ada' }
  expect(await createBrowser().signIn()).toBe('/sign-in?error=failed')
  url = right
  expect(lines).toContainEqual(
    expect.objectContaining({ msg: 'Signing in at the provider failed', error: 'invalid_client' }),
  )
  const text = JSON.stringify(lines)
  expect(text).toContain('/auth/oidc/callback')
  for (const secret of [...secrets, 'the-wrong-secret']) expect(text).not.toContain(secret)
})
