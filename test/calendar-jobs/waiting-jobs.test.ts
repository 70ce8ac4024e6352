import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { insertCalendarJobs } from '../../core/calendar-jobs/insert.ts'
import { connect } from '../../embedded-postgres/url.ts'
import { originalCalendarOptions } from '../../schema/calendar-options.ts'
import { startTestService, type TestService } from '../harness/test-service.ts'
import { waitFor } from '../harness/wait-for.ts'

const lock = 7_423
const longTodos = 600

/** While held, no part of a long file can be stored, so its job keeps its place. */
async function holdLongFiles(service: TestService): Promise<AsyncDisposable> {
  await sql`
    create function wait_for_test() returns trigger language plpgsql as $$
      begin
        if octet_length(new.bytes) > 16384 then perform pg_advisory_xact_lock_shared(${sql.lit(lock)}); end if;
        return new;
      end $$`.execute(service.db)
  await sql`create trigger wait_for_test before insert on artifact_part
    for each row execute function wait_for_test()`.execute(service.db)
  await sql`
    insert into todo (owner_id, title, description, deadline_at)
    select 'local', n::text, (select string_agg(md5(n::text || m), '') from generate_series(1, 40) m), now()
    from generate_series(1, ${longTodos}) n`.execute(service.db)
  const url = new URL(service.env.DATABASE_URL ?? '')
  const client = await connect(url, url.pathname.slice(1))
  await client.query(`select pg_advisory_lock(${lock})`)
  return { [Symbol.asyncDispose]: () => client[Symbol.asyncDispose]() }
}

const countHeld = async ({ db }: TestService) => {
  const { rows } = await sql`
    select from pg_locks join pg_database on pg_database.oid = database
    where datname = current_database() and locktype = 'advisory' and objid = ${lock} and not granted`.execute(
    db,
  )
  return rows.length
}

/** Inserts jobs with a file each, due to be sent at once. */
async function order({ db }: TestService, ownerId: string, count: number): Promise<string[]> {
  const jobs = Array.from({ length: count }, (_, n) => ({
    jobId: randomUUID(),
    ownerId,
    options: { ...originalCalendarOptions, durationMinutes: 10 + n },
  }))
  await insertCalendarJobs(db, jobs, 0)
  return jobs.map(({ jobId }) => jobId)
}

const find = ({ db }: TestService, ids: string[]) =>
  db.selectFrom('calendar_job').select(['state', 'attempt', 'failures']).where('id', 'in', ids).execute()

test('finishes a small job while more large ones than slots wait for a place', async () => {
  await using service = await startTestService({ broker: 'postgres', env: { DRAIN_TIMEOUT_SECONDS: '1' } })
  await sql`insert into owner (id) values ('other')`.execute(service.db)
  await sql`insert into todo (owner_id, title, deadline_at) values ('other', 'small', now())`.execute(
    service.db,
  )
  await using _held = await holdLongFiles(service)
  const large = await order(service, 'local', 80)
  await waitFor('the places to be taken', async () => (await countHeld(service)) === 4)
  const small = await order(service, 'other', 1)
  await waitFor('the small job', async () => (await find(service, small))[0]?.state === 'SUCCESS', 8_000)
  expect(await find(service, small)).toEqual([{ state: 'SUCCESS', attempt: 1, failures: 0 }])
  expect((await find(service, large)).every(({ failures }) => failures === 0)).toBe(true)
})

test('hands back the jobs that wait for a place in a drain, without a failure', async () => {
  await using service = await startTestService({ broker: 'postgres', withWorker: false })
  await using held = await holdLongFiles(service)
  const worker = await service.startWorker({ DRAIN_TIMEOUT_SECONDS: '1' })
  const jobs = await order(service, 'local', 8)
  const areAll = async (state: string) => (await find(service, jobs)).every(job => job.state === state)
  await waitFor('the jobs to be started', () => areAll('STARTED'))
  await waitFor('the places to be taken', async () => (await countHeld(service)) === 4)
  const drained = worker[Symbol.asyncDispose]()
  await waitFor(
    'the jobs that wait to be handed back',
    async () => (await find(service, jobs)).filter(({ state }) => state === 'RETRY').length === 4,
  )
  await held[Symbol.asyncDispose]()
  await drained
  expect(await find(service, jobs)).toEqual(jobs.map(() => ({ state: 'RETRY', attempt: 1, failures: 0 })))
})
