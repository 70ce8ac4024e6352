import { afterAll, beforeAll, expect, test } from 'vitest'
import { createAccountLink } from '../../core/accounts/account-links.ts'
import { changePassword, setPassword } from '../../core/accounts/accounts.ts'
import { disableAccount } from '../../core/accounts/disable-account.ts'
import { joinByLink } from '../../core/accounts/join.ts'
import { createSession, endSessions, listSessions } from '../../core/accounts/sessions.ts'
import type { Database } from '../../core/database/db.ts'
import { openTestDatabase } from '../harness/test-database.ts'
import { createTestAccount, type TestAccount } from '../harness/test-account.ts'
import { waitForLocks } from '../harness/wait-for-locks.ts'

let database: Database

beforeAll(async () => {
  database = await openTestDatabase()
})

afterAll(() => database[Symbol.asyncDispose]())

const changed = { code: 'unauthenticated', message: 'The account has changed; sign in again' }

/** The end of a sign-in that read the account when it had the password. */
const start = ({ id }: TestAccount, passwordHash: string | null) =>
  createSession(database.db, { account: { id, passwordHash }, userAgent: 'test', maxDays: 1 })

/** The same, without waiting for it. @returns the error */
const startBeside = (account: TestAccount) => start(account, null).catch((error: unknown) => error)

test('starts no session with a password that was changed in the meantime', async () => {
  const { db } = database
  const ada = await createTestAccount(db, 'Ada')
  let started: Promise<unknown> | undefined
  await db.transaction().execute(async tx => {
    await changePassword(tx, ada.id, { checked: null, passwordHash: 'new' })
    await endSessions(tx, ada.id)
    started = startBeside(ada)
    await waitForLocks(db)
  })
  expect(await started).toMatchObject(changed)
  await expect(start(ada, null)).rejects.toMatchObject(changed)
  expect(await listSessions(db, ada.id, 1)).toEqual([])
  await start(ada, 'new')
  expect(await listSessions(db, ada.id, 1)).toHaveLength(1)
})

test('starts no session of an account that was disabled in the meantime', async () => {
  const { db } = database
  const bob = await createTestAccount(db, 'Bob')
  await disableAccount(db, 'Bob')
  await expect(start(bob, null)).rejects.toMatchObject(changed)
  expect(await listSessions(db, bob.id, 1)).toEqual([])
})

test('starts no session with the old password during a recovery', async () => {
  const { db } = database
  const carol = await createTestAccount(db, 'Carol')
  const link = await createAccountLink(db, { kind: 'recovery', accountId: carol.id })
  let started: Promise<unknown> | undefined
  await joinByLink(db, { link, name: undefined }, async (tx, id) => {
    started = startBeside(carol)
    await waitForLocks(db)
    await setPassword(tx, id, 'new')
  })
  expect(await started).toMatchObject(changed)
  expect(await listSessions(db, carol.id, 1)).toEqual([])
})

test('changes no password that was changed in the meantime', async () => {
  const { db } = database
  const dora = await createTestAccount(db, 'Dora')
  await setPassword(db, dora.id, 'of the recovery')
  const change = changePassword(db, dora.id, { checked: null, passwordHash: 'of another session' })
  await expect(change).rejects.toMatchObject(changed)
})

test('recovers an account with only one of the links that are used at the same time', async () => {
  const { db } = database
  const eve = await createTestAccount(db, 'Eve')
  const recover = async () => {
    const link = await createAccountLink(db, { kind: 'recovery', accountId: eve.id })
    return () => joinByLink(db, { link, name: undefined }, (tx, id) => setPassword(tx, id, 'new'))
  }
  const recoveries = await Promise.all(Array.from({ length: 8 }, recover))
  const done = await Promise.allSettled(recoveries.map(run => run()))
  const problems = done.flatMap(each => (each.status === 'rejected' ? [each.reason] : []))
  expect(problems).toEqual(Array.from({ length: 7 }, () => expect.objectContaining({ code: 'gone' })))
})
