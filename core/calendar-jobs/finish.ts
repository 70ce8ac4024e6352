import { sql } from 'kysely'
import type { CalendarJob, Skipped } from '../../schema/calendar-job.ts'
import type { Db } from '../db.ts'
import { type CalendarJobRow, jobColumns, toCalendarJob } from './calendar-job-row.ts'
import type { ClaimedJob } from './claim.ts'

/** A whole file, staged in parts under the attempt that made it; the last part may still come with `lastPart`. */
export type StagedArtifact = {
  optionsHash: string
  todosRevision: number
  generatorVersion: number
  /** SHA-256 of the plain file, in hexadecimal. */
  sha256: string
  bytes: number
  gzipBytes: number
  total: number
  written: number
  skipped: Skipped
  lastPart: { n: number; bytes: Buffer }
}

/**
 * Publishes the artifact and ends the job with SUCCESS, in one statement. The job's row is locked first, and only if
 * the attempt is still this worker's: a fenced worker publishes nothing. When another job has published the same file
 * meanwhile, that one is used, and the parts staged here are left to the sweeper.
 *
 * @returns undefined when the attempt is not this worker's any more
 */
export async function finishCalendarJob(
  db: Db,
  { id, attempt, ownerId }: ClaimedJob,
  artifact: StagedArtifact,
  resultTtlMs: number,
): Promise<CalendarJob | undefined> {
  const { rows } = await sql<CalendarJobRow>`
    with mine as (
      select id, attempt from calendar_job
      where id = ${id} and attempt = ${attempt} and state = 'STARTED' for no key update
    ), staged as (
      insert into artifact_part (job_id, attempt, n, bytes)
      select id, attempt, ${artifact.lastPart.n}::int, ${artifact.lastPart.bytes}::bytea from mine
    ), published as (
      insert into artifact (
        owner_id, options_hash, todos_revision, generator_version, job_id, attempt,
        sha256, bytes, gzip_bytes, total, written, skipped, expires_at
      )
      select ${ownerId}, ${artifact.optionsHash}, ${artifact.todosRevision}::bigint, ${artifact.generatorVersion}::int,
        id, attempt, ${artifact.sha256}, ${artifact.bytes}::bigint, ${artifact.gzipBytes}::bigint,
        ${artifact.total}::int, ${artifact.written}::int, ${JSON.stringify(artifact.skipped)}::jsonb,
        now() + make_interval(secs => ${resultTtlMs / 1000})
      from mine
      on conflict (owner_id, options_hash, todos_revision, generator_version)
        do update set expires_at = greatest(artifact.expires_at, excluded.expires_at)
      returning id, total, written, skipped
    ), ended as (
      update calendar_job_attempt attempt set ended_at = now()
      from mine where attempt.job_id = mine.id and attempt.attempt = mine.attempt
    )
    update calendar_job job set
      state = 'SUCCESS', version = version + 1, artifact_id = published.id, done = published.total,
      total = published.total, written = published.written, skipped = published.skipped,
      finished_at = now(), lease_until = null, due_at = null
    from mine, published where job.id = mine.id
    returning ${jobColumns('job')}`.execute(db)
  return rows[0] && toCalendarJob(rows[0])
}
