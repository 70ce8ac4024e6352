import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { claimJobs } from '../../core/calendar-jobs/claim.ts'
import { finishCalendarJobs } from '../../core/calendar-jobs/finish.ts'
import { reuseArtifacts } from '../../core/calendar-jobs/reuse.ts'
import type { Db } from '../../core/database/db.ts'
import {
  type JobFixture,
  leaseMs,
  openJobFixture,
  resultTtlMs,
  someArtifact,
} from '../harness/job-fixture.ts'
import { waitFor } from '../harness/wait-for.ts'

const batchSize = 5
/** PostgreSQL decides at the sixth execution whether it keeps a plan. */
const rounds = 8
/** New jobs for each existing one. */
const growth = 50

test('never reads a whole table for each job of a batch, even before the first ANALYZE', async () => {
  await using fixture = await openJobFixture()
  await fixture.db.connection().execute(async db => {
    async function runRound() {
      const claimed = await claimNew(fixture, db)
      const requests = claimed.flatMap(job =>
        job.kind === 'calendar' ? [{ job, optionsHash: `options of ${job.id}` }] : [],
      )
      await reuseArtifacts(db, requests, { generatorVersion: 1, resultTtlMs })
      await finishCalendarJobs(
        db,
        requests.map(({ job, optionsHash }) => ({ job, artifact: someArtifact({ optionsHash }) })),
        resultTtlMs,
      )
    }
    for (let round = 0; round < rounds; round += 1) await runRound()
    await addJobs(db)
    const before = await readSeqScans(db)
    await runRound()
    const after = await readSeqScans(db)
    expect(after).toEqual({ ...before, calendar_job: expect.any(Number) })
    // One for each of the three statements, at most: not one for each job.
    expect((after['calendar_job'] ?? 0) - (before['calendar_job'] ?? 0)).toBeLessThanOrEqual(3)
    // It is for the looks of workers; claims would skip through the jobs of all owners in it.
    const { rows: uses } = await sql<{ idx_scan: number }>`
      select idx_scan from pg_stat_user_indexes where indexrelname = 'calendar_job_waiting'`.execute(db)
    expect(uses).toEqual([{ idx_scan: 0 }])
  })
})

test('plans again within seconds after a table has grown', async () => {
  await using fixture = await openJobFixture()
  const { db } = fixture
  for (let round = 0; round < rounds; round += 1) await claimNew(fixture, db)
  await addJobs(db)
  await waitFor('a claim that reads no whole table', async () => {
    const before = await readSeqScans(db)
    await claimNew(fixture, db)
    return (await readSeqScans(db))['calendar_job'] === before['calendar_job']
  })
})

async function claimNew(fixture: JobFixture, db: Db) {
  const created = await Promise.all(Array.from({ length: batchSize }, () => fixture.newJob()))
  const ids = created.map(({ id }) => id)
  return [...(await claimJobs(db, ids, { worker: 'worker', leaseMs })).values()]
}

async function addJobs(db: Db) {
  await sql`
    insert into calendar_job (id, owner_id, options, due_at)
    select gen_random_uuid(), 'local', options, now() + interval '1 hour'
    from calendar_job, generate_series(1, ${growth})`.execute(db)
}

async function readSeqScans(db: Db) {
  await sql`select pg_stat_force_next_flush()`.execute(db)
  const { rows } = await sql<{ relname: string; scans: number }>`
    select relname, seq_scan as scans from pg_stat_user_tables
    where relname in ('calendar_job', 'calendar_job_attempt', 'artifact')`.execute(db)
  return Object.fromEntries(rows.map(({ relname, scans }) => [relname, scans]))
}
