import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { claimCalendarJobs } from '../../core/calendar-jobs/claim.ts'
import { finishCalendarJobs } from '../../core/calendar-jobs/finish.ts'
import { reuseArtifacts } from '../../core/calendar-jobs/reuse.ts'
import { leaseMs, openJobFixture, resultTtlMs, someArtifact } from '../harness/job-fixture.ts'

const batchSize = 5
/** New jobs for each existing one. */
const growth = 50

test('never reads a whole table for each job of a batch, even before the first ANALYZE', async () => {
  await using fixture = await openJobFixture()
  await fixture.db.connection().execute(async db => {
    const readSeqScans = async () => {
      await sql`select pg_stat_force_next_flush()`.execute(db)
      const { rows } = await sql<{ relname: string; scans: number }>`
        select relname, seq_scan as scans from pg_stat_user_tables
        where relname in ('calendar_job', 'calendar_job_attempt', 'artifact')`.execute(db)
      return Object.fromEntries(rows.map(({ relname, scans }) => [relname, scans]))
    }
    async function runRound() {
      const created = await Promise.all(Array.from({ length: batchSize }, () => fixture.newJob()))
      const ids = created.map(({ id }) => id)
      const claimed = [...(await claimCalendarJobs(db, ids, { worker: 'worker', leaseMs })).values()]
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
    // PostgreSQL decides at the sixth execution whether it keeps a plan.
    for (let round = 0; round < 8; round += 1) await runRound()
    await sql`
      insert into calendar_job (id, owner_id, options, due_at)
      select gen_random_uuid(), 'local', options, now() + interval '1 hour'
      from calendar_job, generate_series(1, ${growth})`.execute(db)
    const before = await readSeqScans()
    await runRound()
    const after = await readSeqScans()
    expect(after).toEqual({ ...before, calendar_job: expect.any(Number) })
    // One for each of the three statements, at most: not one for each job.
    expect((after['calendar_job'] ?? 0) - (before['calendar_job'] ?? 0)).toBeLessThanOrEqual(3)
    // It is for the looks of workers; claims would skip through the jobs of all owners in it.
    const { rows: uses } = await sql<{ idx_scan: number }>`
      select idx_scan from pg_stat_user_indexes where indexrelname = 'calendar_job_waiting'`.execute(db)
    expect(uses).toEqual([{ idx_scan: 0 }])
  })
})
