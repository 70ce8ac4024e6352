import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { createCleaner } from '../../core/calendar-jobs/delete-expired.ts'
import { deleteOldJobs } from '../../core/calendar-jobs/delete-old-jobs.ts'
import { getCalendarJob, listCalendarJobs } from '../../core/calendar-jobs/find.ts'
import { limitToRetention } from '../../core/calendar-jobs/job-retention.ts'
import { getCalendarResult } from '../../core/calendar-jobs/result.ts'
import { retryCalendarJob } from '../../core/calendar-jobs/retry.ts'
import { reuseArtifacts } from '../../core/calendar-jobs/reuse.ts'
import type { CalendarJobState } from '../../schema/calendar-job.ts'
import { originalCalendarOptions } from '../../schema/calendar-options.ts'
import { localOwner } from '../../schema/owner.ts'
import { openGraphqlDoor } from '../doors/graphql-door.ts'
import { openTrpcDoor } from '../doors/trpc-door.ts'
import { clean } from '../harness/clean.ts'
import { countReads } from '../harness/count-reads.ts'
import { type JobFixture, openJobFixture, resultTtlMs } from '../harness/job-fixture.ts'
import { createTestLog } from '../harness/test-log.ts'
import { startTestService } from '../harness/test-service.ts'

type Db = JobFixture['db']

const retention = { finished: 30, failed: 90 }
const deleted = { code: 'gone', message: 'Task was deleted after its retention time' }
const neverAJob = '0fffffff-ffff-7fff-8fff-ffffffffffff'

async function newJobs(fixture: JobFixture, count: number): Promise<string[]> {
  const jobs = await Promise.all(Array.from({ length: count }, () => fixture.newJob()))
  return jobs.map(({ id }) => id).toSorted()
}

/** Makes jobs old, and in a terminal state also finished, by a number of days. */
const end = (db: Db, ids: readonly string[], state: CalendarJobState, daysAgo: number) =>
  db
    .updateTable('calendar_job')
    .set({
      state,
      created_at: sql<string>`now() - make_interval(days => ${daysAgo})`,
      ...(['SUCCESS', 'FAILURE', 'REVOKED'].includes(state) && {
        due_at: null,
        finished_at: sql<string>`now() - make_interval(days => ${daysAgo})`,
      }),
    })
    .where('id', 'in', ids)
    .execute()

const countRows = async (db: Db, table: 'calendar_job' | 'calendar_job_attempt') =>
  (
    await db
      .selectFrom(table)
      .select(sql`1`.as('one'))
      .execute()
  ).length

test.for([
  ['SUCCESS', 29, true],
  ['SUCCESS', 31, false],
  ['REVOKED', 29, true],
  ['REVOKED', 31, false],
  ['FAILURE', 31, true],
  ['FAILURE', 89, true],
  ['FAILURE', 91, false],
  ['PENDING', 10_000, true],
  ['STARTED', 10_000, true],
  ['RETRY', 10_000, true],
] as const)('a job that is %s for %s days is kept: %s', async ([state, days, isKept]) => {
  await using fixture = await openJobFixture()
  const [id = ''] = await newJobs(fixture, 1)
  await fixture.claim(id)
  await end(fixture.db, [id], state, days)
  await clean(fixture.db, retention)
  if (isKept) expect(await getCalendarJob(fixture.db, localOwner, id)).toMatchObject({ id, state })
  else await expect(getCalendarJob(fixture.db, localOwner, id)).rejects.toMatchObject(deleted)
  expect(await countRows(fixture.db, 'calendar_job_attempt')).toBe(isKept ? 1 : 0)
})

test('keeps jobs permanently at 0 days, by state', async () => {
  await using fixture = await openJobFixture()
  const [done = '', failed = ''] = await newJobs(fixture, 2)
  await end(fixture.db, [done], 'SUCCESS', 10_000)
  await end(fixture.db, [failed], 'FAILURE', 10_000)
  await clean(fixture.db, { finished: 0, failed: 0 })
  expect(await countRows(fixture.db, 'calendar_job')).toBe(2)
  await clean(fixture.db, { finished: 0, failed: 1 })
  expect(await getCalendarJob(fixture.db, localOwner, done)).toMatchObject({ state: 'SUCCESS' })
  await expect(getCalendarJob(fixture.db, localOwner, failed)).rejects.toMatchObject(deleted)
})

test('rejects an id that was never a job as unknown', async () => {
  await using fixture = await openJobFixture()
  await expect(getCalendarJob(fixture.db, localOwner, neverAJob)).rejects.toMatchObject({ code: 'notFound' })
  const [old = ''] = await newJobs(fixture, 1)
  await end(fixture.db, [old], 'SUCCESS', 31)
  await clean(fixture.db, retention)
  // Newer than the newest deleted job; and no UUIDv7, thus none of ours.
  for (const id of [neverAJob, '00000000-0000-4000-8000-000000000000']) {
    await expect(getCalendarJob(fixture.db, localOwner, id)).rejects.toMatchObject({ code: 'notFound' })
  }
})

test('continues a list after a deleted job', async () => {
  await using fixture = await openJobFixture()
  const [oldest = '', old = '', newest = ''] = await newJobs(fixture, 3)
  await end(fixture.db, [oldest], 'FAILURE', 31)
  await end(fixture.db, [old], 'SUCCESS', 31)
  await clean(fixture.db, retention)
  const list = async (before?: string) =>
    (await listCalendarJobs(fixture.db, localOwner, { limit: 2, before })).map(({ id }) => id)
  expect(await list()).toEqual([newest, oldest])
  expect(await list(old)).toEqual([oldest])
})

test('keeps the file, the retry and the key of other jobs when a job is deleted', async () => {
  await using fixture = await openJobFixture()
  const { db, createJob } = fixture
  const request = { ownerId: localOwner, options: originalCalendarOptions, idempotencyKey: 'key' }
  const { id: first } = await createJob(request)
  const [second = '', failed = ''] = await newJobs(fixture, 2)
  const [maker, user] = [await fixture.claim(first), await fixture.claim(second)]
  if (!maker || !user) throw new Error('not claimed')
  await fixture.finish(maker)
  await reuseArtifacts(db, [{ job: user, optionsHash: 'options' }], { generatorVersion: 1, resultTtlMs })
  await end(db, [failed], 'FAILURE', 91)
  const retried = await retryCalendarJob(db, createJob, localOwner, failed)
  await end(db, [first], 'SUCCESS', 31)
  await sql`update idempotency_key set created_at = now() - interval '31 days'`.execute(db)
  await clean(db, retention)
  expect(await countRows(db, 'calendar_job')).toBe(2)
  expect(await getCalendarResult(db, localOwner, second)).toMatchObject({ parts: { id: first, attempt: 1 } })
  expect(await getCalendarJob(db, localOwner, retried.id)).toMatchObject({ retryOf: failed })
  const { id: third } = await createJob(request)
  expect(third).not.toBe(first)
  expect((await createJob(request)).id).toBe(third)
})

test('deletes a backlog from several processes while jobs are created', async () => {
  await using fixture = await openJobFixture()
  const ids = await newJobs(fixture, 3_000)
  await end(fixture.db, ids, 'SUCCESS', 31)
  await sql`analyze calendar_job`.execute(fixture.db)
  const cleaning = Promise.all(Array.from({ length: 3 }, () => clean(fixture.db, retention)))
  const accepted = await newJobs(fixture, 100)
  await cleaning
  expect(await countRows(fixture.db, 'calendar_job')).toBe(accepted.length)
  for (const id of [ids[0] ?? '', ids.at(-1) ?? ''])
    await expect(getCalendarJob(fixture.db, localOwner, id)).rejects.toMatchObject(deleted)
})

test('finds old jobs by index among kept ones', async () => {
  await using fixture = await openJobFixture()
  const ids = await newJobs(fixture, 3_000)
  await end(fixture.db, ids.slice(0, 1_000), 'FAILURE', 60)
  await end(fixture.db, ids.slice(1_000), 'SUCCESS', 20)
  await end(fixture.db, ids.slice(2_990), 'SUCCESS', 31)
  await sql`analyze calendar_job`.execute(fixture.db)
  const { sequential, byIndex } = await countReads(fixture.db, 'calendar_job', async tx => {
    expect(await deleteOldJobs(tx, 500, 'finished', retention)).toBe(10)
  })
  expect(sequential).toBe(0)
  expect(byIndex).toBeLessThan(50)
})

describe('a failed removal', () => {
  test('is logged once and retried, and does not stop the others', async () => {
    await using fixture = await openJobFixture()
    const { log, messages } = createTestLog()
    const done: string[] = []
    let isBroken = true
    const removals = ['first', 'broken', 'last'].map(what => ({
      what,
      limit: 1,
      remove: async () => {
        if (what === 'broken' && isBroken) throw new Error('statement timeout')
        done.push(what)
        return done.filter(item => item === what).length % 2
      },
    }))
    const cleanOnce = createCleaner(fixture.db, removals, log)
    await cleanOnce()
    await cleanOnce()
    expect(done).toEqual(['first', 'last', 'first', 'last', 'first', 'last', 'first', 'last'])
    expect(messages()).toEqual(['Could not delete broken; will retry'])
    isBroken = false
    await cleanOnce()
    isBroken = true
    await cleanOnce()
    expect(messages()).toHaveLength(2)
  })

  test('does not keep the other tables from being cleaned', async () => {
    await using fixture = await openJobFixture()
    const [id = ''] = await newJobs(fixture, 1)
    await end(fixture.db, [id], 'SUCCESS', 31)
    await sql`alter table artifact rename to away`.execute(fixture.db)
    await expect(clean(fixture.db, retention)).rejects.toThrow('Could not delete')
    expect(await countRows(fixture.db, 'calendar_job')).toBe(0)
  })
})

test.for([
  [168, 30, 168],
  [168, 0, 168],
  [168, 1, 24],
] as const)('limits the lifetime of files (%s hours) to that of jobs (%s days)', ([ttl, finished, hours]) => {
  expect(limitToRetention(ttl * 3_600_000, { finished, failed: 1 })).toBe(hours * 3_600_000)
})

test('answers 410 for deleted jobs at every door', async () => {
  await using service = await startTestService({ broker: 'postgres', withWorker: false })
  const { task_id: id } = await service.createTask()
  await end(service.db, [id], 'SUCCESS', 31)
  await clean(service.db, retention)
  for (const [method, path] of [
    ['GET', '/status'],
    ['GET', '/result'],
    ['GET', '/events'],
    ['GET', '/attempts'],
    ['DELETE', ''],
    ['POST', '/retry'],
  ]) {
    const { status, json } = await service.ask(`${method} /todos/ical/${id}${path}`)
    expect([path, status, json]).toEqual([path, 410, { error: deleted.message }])
  }
  for (const door of [openGraphqlDoor(service.url), openTrpcDoor(service.url)]) {
    const gone = { code: 'notFound', message: expect.stringContaining(deleted.message) }
    await expect(door.getCalendarJob(id)).rejects.toMatchObject(gone)
    await expect(Array.fromAsync(door.watchCalendarJob(id))).rejects.toMatchObject(gone)
    await expect(door.cancelCalendarJob(id)).rejects.toMatchObject(gone)
    await expect(door.retryCalendarJob(id)).rejects.toMatchObject(gone)
  }
})
