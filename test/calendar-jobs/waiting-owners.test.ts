import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { findWaitingJobs } from '../../core/calendar-jobs/find-waiting.ts'
import { insertCalendarJobs } from '../../core/calendar-jobs/insert.ts'
import type { Db } from '../../core/database/db.ts'
import { originalCalendarOptions } from '../../schema/calendar-options.ts'
import { leaseMs, openJobFixture } from '../harness/job-fixture.ts'

/** Inserts waiting jobs of an owner, oldest first. */
async function order(db: Db, ownerId: string, count: number, ageMs = 1_000): Promise<string[]> {
  await sql`insert into owner (id) values (${ownerId}) on conflict do nothing`.execute(db)
  const ids = Array.from({ length: count }, () => randomUUID()).toSorted()
  const jobs = ids.map(jobId => ({ jobId, ownerId, options: originalCalendarOptions }))
  await insertCalendarJobs(db, jobs, leaseMs)
  await sql`update calendar_job set run_at = now() - make_interval(secs => ${ageMs / 1000})
    where id = any(${ids}::uuid[])`.execute(db)
  return ids
}

/** Adds 20,000 jobs like the one of an owner, in this state. */
const copyOften = (db: Db, ownerId: string, state: string) =>
  sql`
    insert into calendar_job (id, owner_id, options, state, due_at, finished_at)
    select gen_random_uuid(), owner_id, options, ${state}, case ${state} when 'PENDING' then due_at end, now()
    from calendar_job, generate_series(1, 20000) where owner_id = ${ownerId}`.execute(db)

const find = (
  { db }: { db: Db },
  inProgress: Record<string, number>,
  free: number,
  held: Record<string, number> = {},
) =>
  findWaitingJobs(
    db,
    new Map(Object.entries(inProgress).map(([id, jobs]) => [id, { inProgress: jobs, held: held[id] ?? 0 }])),
    free,
  )

test('finds nothing for the owner that has the most jobs in progress', async () => {
  await using fixture = await openJobFixture()
  await order(fixture.db, 'local', 50)
  expect(await find(fixture, { local: 4 }, 8)).toEqual([])
  expect(await find(fixture, { local: 4, another: 2 }, 8)).toEqual([])
})

test('gives turns to owners before and after the busiest one, oldest jobs first', async () => {
  await using fixture = await openJobFixture()
  await order(fixture.db, 'm', 50)
  const first = await order(fixture.db, 'a', 3)
  const last = await order(fixture.db, 'z', 3)
  const found = await find(fixture, { m: 64 }, 6)
  const turns = [0, 1, 2].map(n => new Set(found.slice(2 * n, 2 * n + 2)))
  expect(turns).toEqual([0, 1, 2].map(n => new Set([first[n], last[n]])))
})

test('gives an owner at most as many jobs in progress as the busiest one has', async () => {
  await using fixture = await openJobFixture()
  const jobs = await order(fixture.db, 'a', 10)
  expect(await find(fixture, { local: 3 }, 32)).toEqual(jobs.slice(0, 3))
  expect(await find(fixture, { local: 3, a: 2 }, 32)).toEqual(jobs.slice(0, 1))
  expect(await find(fixture, { local: 3, a: 3 }, 32)).toEqual([])
})

test('leaves as many places free as an owner holds, and gives away the last one', async () => {
  await using fixture = await openJobFixture()
  const many = await order(fixture.db, 'a', 40)
  expect(await find(fixture, { local: 64 }, 32)).toEqual(many.slice(0, 16))
  expect(await find(fixture, { local: 64, a: 16 }, 16, { a: 16 })).toEqual([])
  const others = await order(fixture.db, 'b', 40)
  expect(await find(fixture, { local: 64, a: 16 }, 16, { a: 16 })).toEqual(others.slice(0, 8))
  expect(await find(fixture, { local: 64 }, 1)).toHaveLength(1)
})

test('leaves a job to its delivery at first, and one that failed to its backoff', async () => {
  await using fixture = await openJobFixture()
  // One transaction has one time, however slow the machine is.
  await fixture.db.transaction().execute(async db => {
    await order(db, 'a', 1, 0)
    await order(db, 'b', 1, -60_000)
    const [due] = await order(db, 'c', 1)
    await sql`update calendar_job set state = 'RETRY' where id = ${due}`.execute(db)
    expect(await find({ db }, { local: 64 }, 32)).toEqual([due])
  })
})

test('reads neither the waiting jobs of the busiest owner nor finished ones', async () => {
  await using fixture = await openJobFixture()
  const { db } = fixture
  await order(db, 'local', 1)
  const [job] = await order(db, 'other', 1)
  await copyOften(db, 'local', 'PENDING')
  await copyOften(db, 'other', 'SUCCESS')
  await db.connection().execute(async connected => {
    const countReads = async () => {
      await sql`select pg_stat_force_next_flush()`.execute(connected)
      const { rows } = await sql<{ reads: number }>`
        select (sum(indexes.idx_tup_read) + max(tables.seq_tup_read))::int as reads
        from pg_stat_user_indexes indexes join pg_stat_user_tables tables using (relid)
        where tables.relname = 'calendar_job'`.execute(connected)
      return rows[0]?.reads ?? Number.NaN
    }
    const before = await countReads()
    const shares = new Map([['local', { inProgress: 64, held: 0 }]])
    expect(await findWaitingJobs(connected, shares, 32)).toEqual([job])
    expect((await countReads()) - before).toBeLessThan(20)
  })
})
