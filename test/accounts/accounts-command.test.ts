import { describe, expect, test } from 'vitest'
import { createTestAccount } from '../harness/test-account.ts'
import { openEventStream } from '../harness/event-stream.ts'
import { type Outcome, execAccounts } from '../harness/run-accounts-command.ts'
import { openTestDatabase } from '../harness/test-database.ts'
import { patient } from '../harness/test-feed.ts'
import { ask, useService } from '../harness/test-service.ts'

const service = useService({ broker: 'postgres', env: { ACCOUNTS: 'on', ...patient } })
const accounts = (...args: string[]): Promise<Outcome> => execAccounts(service.db, args)
const post = (path: string, json: object) => ask(service.url, `POST /auth/${path}`, { json })

/** The secret of a printed link. */
function readLink({ code, stdout }: Outcome): string {
  expect([code, stdout]).toEqual([0, expect.stringMatching(/^https:\/\/todos\.example\/join#[\w-]{43}\n$/)])
  return stdout.trim().split('#')[1] ?? ''
}

test('invites the first account, then others, and administrators', async () => {
  const setup = await accounts('invite')
  expect(setup.stderr).toMatch(/^There is no account yet: .* until \d{4}-\d\d-\d\d \d\d:\d\d UTC\.\n$/)
  expect((await post('link', { token: readLink(setup) })).json).toMatchObject({ kind: 'setup' })
  await post('join', { token: readLink(setup), name: 'Ada', password: 'paper kite on a hill' })

  const joined = [
    ['Bob', await accounts('invite')],
    ['Carol', await accounts('invite', '--admin')],
  ] as const
  for (const [name, outcome] of joined) {
    const token = readLink(outcome)
    expect((await post('join', { token, name, password: 'seven green bottles' })).status).toBe(200)
  }
  const { stdout } = await accounts('list')
  const lines = stdout.split('\n').map(line => line.replaceAll(/\d{4}-\d\d-\d\d \d\d:\d\d/g, 'TIME'))
  expect(lines.map(line => line.split(/ {2,}/))).toEqual([
    ['NAME', 'ADMIN', 'SIGNS IN BY', 'CREATED', 'LAST USED', 'DISABLED'],
    ['Ada', 'yes', 'password', 'TIME', 'TIME', '-'],
    ['Bob', 'no', 'password', 'TIME', 'TIME', '-'],
    ['Carol', 'yes', 'password', 'TIME', 'TIME', '-'],
    [''],
  ])
})

test('lists every way to sign in', async () => {
  const dora = await createTestAccount(service.db, 'Dora')
  const passkey = { account_id: dora.id, public_key: Buffer.alloc(1), counter: 0, label: 'key' }
  await service.db
    .insertInto('passkey')
    .values([
      { ...passkey, id: 'one' },
      { ...passkey, id: 'two' },
    ])
    .execute()
  await service.db
    .updateTable('account')
    .set({ oidc_issuer: 'https://id.example', oidc_subject: 'dora' })
    .where('id', '=', dora.id)
    .execute()
  expect((await accounts('list')).stdout).toMatch(/^Dora +no +2 passkeys, OIDC {2}/m)
})

test('ends the sessions, streams and links of a disabled account, and suspends its tokens and feeds', async () => {
  const eve = await createTestAccount(service.db, 'Eve')
  const bearer = { authorization: `Bearer ${await eve.createToken()}` }
  const read = async (headers: object) =>
    (await service.ask('GET /todos', { headers: { ...headers } })).status
  await service.ask('POST /todos', {
    headers: eve.session,
    json: { title: 'kept', deadline_at: '2030-01-02' },
  })
  const created = await service.ask('POST /feeds', { headers: bearer, json: { name: 'Eve' } })
  const feed = `GET ${new URL((created.json as { url: string }).url).pathname}`
  expect((await ask(service.url, feed)).text).toContain('SUMMARY:kept')
  using stream = await openEventStream(`${service.url}/api/v1/todos/events`, bearer)
  const rest = stream.rest().catch(() => 'broken off')
  const token = readLink(await accounts('reset', 'Eve'))

  expect(await accounts('disable', 'eve')).toMatchObject({
    code: 0,
    stderr: 'eve is disabled; its todos are kept.\n',
  })
  expect((await ask(service.url, feed)).status).toBe(404)
  await rest
  await expect.poll(() => read(bearer), { timeout: 6_000 }).toBe(401)
  await expect.poll(() => read(eve.session), { timeout: 6_000 }).toBe(401)
  expect((await accounts('list')).stdout).toMatch(/^Eve +no +- +\S+ \S+ +\S+ \S+ +\d{4}-/m)
  expect(await accounts('disable', 'Eve')).toMatchObject({ code: 0, stderr: 'Eve is already disabled.\n' })
  expect(await accounts('reset', 'Eve')).toMatchObject({ code: 1, stderr: expect.stringContaining('enable') })

  expect(await accounts('enable', 'Eve')).toMatchObject({ code: 0, stderr: 'Eve can sign in again.\n' })
  expect((await ask(service.url, feed)).text).toContain('SUMMARY:kept')
  expect([await read(bearer), await read(eve.session)]).toEqual([200, 401])
  expect((await post('link', { token })).status).toBe(410)
})

test('recovers an account with a link that sets a new password', async () => {
  const frank = await createTestAccount(service.db, 'Frank')
  const outcome = await accounts('reset', 'FRANK')
  expect(outcome.stderr).toMatch(/^This link lets Frank in again/)
  const token = readLink(outcome)
  expect((await post('link', { token })).json).toMatchObject({ kind: 'recovery', name: 'Frank' })
  expect((await post('join', { token, password: 'nine green bottles' })).status).toBe(200)
  expect((await service.ask('GET /todos', { headers: frank.session })).status).toBe(401)
})

describe('without a server', () => {
  test('says that the links need ACCOUNTS=on', async () => {
    await using database = await openTestDatabase()
    expect(await execAccounts(database.db, ['list'])).toEqual({
      code: 0,
      stdout: 'No accounts.\n',
      stderr: '',
    })
    expect((await execAccounts(database.db, ['invite'], false)).stderr).toContain('ACCOUNTS is off here')
  })

  test('never disables the last enabled administrator, even when two are disabled at once', async () => {
    await using database = await openTestDatabase()
    const { db } = database
    const run = (...args: string[]) => execAccounts(db, args)
    await createTestAccount(db, 'Ada', { isFirst: true })
    await createTestAccount(db, 'Bob', { isAdmin: true })
    await createTestAccount(db, 'Carol')
    const both = await Promise.all([run('disable', 'Ada'), run('disable', 'Bob')])
    expect(new Set(both.map(({ code }) => code))).toEqual(new Set([0, 1]))
    expect(both.map(({ stderr }) => stderr).join('')).toContain(
      'This is the last administrator: invite another one first.\n',
    )
    expect(await run('disable', 'Carol')).toMatchObject({ code: 0 })
    expect((await run('list')).stdout.match(/-$/gm)).toHaveLength(1)
  })

  test.each([
    [['disable', 'Zoe'], 1, 'There is no account named Zoe.'],
    [['enable', 'a\u001b[31mb'], 1, 'There is no account named a [31mb.'],
    [['reset', 'Zoe'], 1, 'There is no account named Zoe.'],
    [['disable'], 2, 'missing required argument'],
    [['delete', 'Zoe'], 1, 'There is no account named Zoe.'],
    [['remove', 'Zoe'], 2, "unknown command 'remove'"],
    [['list', 'Zoe'], 2, 'too many arguments'],
    [[], 2, 'Usage: accounts'],
    [['--help'], 0, ''],
  ] as const)('explains what is wrong with %j', async (args, code, problem) => {
    const outcome = await accounts(...args)
    expect([outcome.code, outcome.stderr]).toEqual([code, expect.stringContaining(problem)])
  })
})
