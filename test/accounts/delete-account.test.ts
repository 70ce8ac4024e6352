import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { createAccountLink } from '../../core/accounts/account-links.ts'
import { setPassword } from '../../core/accounts/accounts.ts'
import { deleteRowsOfDeletedAccounts } from '../../core/accounts/delete-owned-rows.ts'
import { hashPassword } from '../../core/accounts/passwords.ts'
import { parseEnv } from '../../core/process/config.ts'
import { startWorker } from '../../worker/start.ts'
import { openTrpcDoor } from '../doors/trpc-door.ts'
import { openEventStream } from '../harness/event-stream.ts'
import { findOwnedTables, readRowsOf } from '../harness/rows-of-owner.ts'
import { execAccounts } from '../harness/run-accounts-command.ts'
import { createTestAccount, type TestAccount } from '../harness/test-account.ts'
import { patient } from '../harness/test-feed.ts'
import { createTestLog } from '../harness/test-log.ts'
import { ask, useService } from '../harness/test-service.ts'
import { waitFor } from '../harness/wait-for.ts'
import { createThings } from './isolation-things.ts'

const service = useService({ broker: 'postgres', withWorker: false, env: { ACCOUNTS: 'on', ...patient } })
let ada: TestAccount

beforeAll(async () => {
  ada = await createTestAccount(service.db, 'Ada', { isFirst: true })
})

const deleteByCommand = (name: string) => execAccounts(service.db, ['delete', name, '--yes'])
const deleteByPage = ({ session }: TestAccount, json: object) =>
  ask(service.url, 'POST /auth/delete-account', { headers: session, json })

const refused = (problem: string) => ({ status: 400, json: { error: expect.stringContaining(problem) } })

/** As if the account had been deleted two minutes ago, in batches of two rows. */
async function deleteTheRest(): Promise<void> {
  await sql`update owner set deleted_at = deleted_at - interval '2 minutes'`.execute(service.db)
  while ((await deleteRowsOfDeletedAccounts(service.db, 2)) > 0);
}

const countPartsOf = async (jobs: string[]): Promise<number> => {
  const { rows } = await sql<{ count: number }>`
    select (select count(*) from artifact_part where job_id = any(${jobs}::uuid[]))
      + (select count(*) from calendar_job_attempt where job_id = any(${jobs}::uuid[]))
      + (select count(*) from import_report where job_id = any(${jobs}::uuid[])) as count`.execute(service.db)
  return rows[0]?.count ?? 0
}

test('deletes every row of an account, and no row of another', async () => {
  const { db } = service
  await using _worker = await service.startWorker()
  const bob = await createTestAccount(db, 'Bob')
  const token = await bob.createToken()
  const bearer = { authorization: `Bearer ${token}` }
  const things = await createThings(service, token)
  const bobs = openTrpcDoor(service.url, bearer)
  await bobs.rotateFeed(things.feed)
  const { url } = await bobs.createFeed({ name: 'served' })
  const passkey = { id: 'bob', public_key: Buffer.alloc(1), counter: 0, label: 'key' }
  await db
    .insertInto('passkey')
    .values({ ...passkey, account_id: bob.id })
    .execute()
  await createAccountLink(db, { kind: 'recovery', accountId: bob.id })
  await sql`insert into import_file (id, owner_id) values (${things.import}, ${bob.id}) on conflict do nothing`.execute(
    db,
  )
  const adas = openTrpcDoor(service.url, ada.session)
  await adas.createTodo({ title: 'of Ada' })
  await adas.createCalendarJob()
  const done = () => db.selectFrom('calendar_job').select('id').where('due_at', 'is not', null).execute()
  await expect.poll(done, { timeout: 10_000 }).toEqual([])

  const before = await readRowsOf(db, bob.id)
  // A table that is missing here has to be filled above.
  expect(Object.keys(before)).toEqual((await findOwnedTables(db)).map(({ table }) => table))
  const jobs = (before['calendar_job'] as { id: string }[]).map(({ id }) => id)
  expect(await countPartsOf(jobs)).toBeGreaterThan(0)
  const othersBefore = await readRowsOf(db, ada.id)
  using stream = await openEventStream(`${service.url}/api/v1/todos/events`, bearer)
  const rest = stream.rest().catch(() => 'broken off')

  expect(await deleteByCommand('bob')).toEqual({
    code: 0,
    stdout: '',
    stderr: expect.stringMatching(/^Bob is deleted\.\nSo are \d+ rows/),
  })
  expect(Object.keys(await readRowsOf(db, bob.id))).toEqual([
    'artifact',
    'import_file',
    'owner',
    'retired_feed_token',
    'todo_list',
  ])
  expect((await ask(service.url, `GET ${new URL(url ?? '').pathname}`)).status).toBe(410)
  await rest
  const status = async () => (await service.ask('GET /todos', { headers: bearer })).status
  await expect.poll(status, { timeout: 6_000 }).toBe(401)

  await deleteTheRest()
  expect(await readRowsOf(db, bob.id)).toEqual({})
  expect(await countPartsOf(jobs)).toBe(0)
  expect(await readRowsOf(db, ada.id)).toEqual(othersBefore)
})

test('answers 410 for a feed that was in use while its account was deleted', async () => {
  const gina = await createTestAccount(service.db, 'Gina')
  const { url } = await openTrpcDoor(service.url, gina.session).createFeed({ name: 'in use' })
  const fetching = await service.db.startTransaction().execute()
  try {
    await sql`select from calendar_feed where owner_id = ${gina.id} for no key update`.execute(fetching)
    expect(await deleteByPage(gina, { name: 'Gina' })).toMatchObject({ status: 204 })
    expect((await ask(service.url, `GET ${new URL(url ?? '').pathname}`)).status).toBe(410)
  } finally {
    await fetching.rollback().execute()
  }
})

test('stops the jobs that a worker is processing', async () => {
  const { log, lines } = createTestLog()
  const databaseUrl = service.env.DATABASE_URL ?? ''
  const config = parseEnv({ ...service.env, SIMULATED_WORK_SECONDS: '60', DRAIN_TIMEOUT_SECONDS: '1' })
  await using _worker = await startWorker({ ...config, DATABASE_URL: databaseUrl }, log)
  const carol = await createTestAccount(service.db, 'Carol')
  const carols = openTrpcDoor(service.url, carol.session)
  const job = await carols.createCalendarJob()
  await waitFor('the job to start', async () => (await carols.getCalendarJob(job)).state === 'STARTED')
  expect(await deleteByPage(carol, { name: 'CAROL' })).toMatchObject({
    status: 204,
    headers: { 'set-cookie': [expect.stringMatching(/^taskoverflow_session=;/)] },
  })
  expect((await deleteByCommand('Carol')).stderr).toBe('There is no account named Carol.\n')
  await deleteTheRest()
  expect(await readRowsOf(service.db, carol.id)).toEqual({})
  await waitFor('the worker to notice', () =>
    lines.some(({ msg }) => msg.startsWith('The job was cancelled')),
  )
  expect(lines.filter(({ level }) => level >= 40)).toEqual([])
})

test('empties the owner of an installation without accounts, and keeps it', async () => {
  const { db } = service
  const dora = await createTestAccount(db, 'Dora', { isAdmin: true })
  await openTrpcDoor(service.url, ada.session).createTodo({ title: 'of Ada' })
  expect(await deleteByPage(ada, { name: 'Ada' })).toMatchObject({ status: 204 })
  await deleteTheRest()
  const { owner, todo_list: lists, ...others } = await readRowsOf(db, ada.id)
  expect(owner).toMatchObject([{ id: 'local', todos_revision: 0, deleted_at: null }])
  expect(lists).toMatchObject([{ is_inbox: true }])
  expect(others).toEqual({})
  expect(await deleteByPage(dora, { name: 'Dora' })).toMatchObject({
    status: 409,
    json: { error: 'This is the last administrator: invite another one first' },
  })
})

test('asks for the password, or the name of an account without one', async () => {
  const eve = await createTestAccount(service.db, 'Eve')
  const bearer = { authorization: `Bearer ${await eve.createToken()}` }
  for (const json of [{}, { name: 'Ada' }, { password: 'x' }])
    expect(await deleteByPage(eve, json)).toMatchObject(refused('name: this is not the name'))
  const byToken = await ask(service.url, 'POST /auth/delete-account', {
    headers: bearer,
    json: { name: 'Eve' },
  })
  expect(byToken.status).toBe(403)

  await setPassword(service.db, eve.id, await hashPassword('seven green bottles'))
  for (const json of [{}, { name: 'Eve' }, { password: 'x' }])
    expect(await deleteByPage(eve, json)).toMatchObject(refused('password: this is not the password'))
  expect(await deleteByPage(eve, { password: 'seven green bottles' })).toMatchObject({ status: 204 })
})

test('asks for confirmation on the command line, unless told not to', async () => {
  const { db } = service
  await createTestAccount(db, 'Finn')
  const run = (typed?: string) => execAccounts(db, ['delete', 'finn'], true, typed)
  expect(await run()).toMatchObject({ code: 1, stderr: 'Nothing was deleted: confirm with --yes.\n' })
  expect(await run('Fin')).toMatchObject({ code: 1, stderr: 'Nothing was deleted: this is not the name.\n' })
  expect(await run(' FINN ')).toMatchObject({ code: 0 })
})
