import { sql } from 'kysely'
import type { CalendarJob, Skipped } from '../../schema/calendar-job.ts'
import { type Db, executePrepared } from '../database/db.ts'
import { type JobRow, jobColumns, toCalendarJob } from './job-row.ts'
import type { ClaimedCalendarJob } from './claim.ts'

/** A complete file, staged in parts under the attempt that made it, except for `lastPart`. */
export type StagedArtifact = {
  optionsHash: string
  todosRevision: number
  generatorVersion: number
  /** The SHA-256 of the uncompressed file, in hexadecimal. */
  sha256: string
  bytes: number
  gzipBytes: number
  total: number
  written: number
  skipped: Skipped
  lastPart: { n: number; bytes: Buffer }
}

export type FinishRequest = { job: ClaimedCalendarJob; artifact: StagedArtifact }

/**
 * Publishes artifacts and ends their jobs with SUCCESS, in one statement. It locks the jobs first, and only those that the
 * attempt still holds: a fenced worker publishes nothing. If another job has published the same file meanwhile, or does so
 * in the same statement, that file is used, and the staged parts are left to `deleteOrphanedParts`.
 *
 * @returns one job per request; undefined for a job that this worker no longer holds
 */
export async function finishCalendarJobs(
  db: Db,
  requests: readonly FinishRequest[],
  resultTtlMs: number,
): Promise<(CalendarJob | undefined)[]> {
  const column = <T>(read: (request: FinishRequest) => T) => requests.map(read)
  // The last parts are sent as one value: in an array, each byte would be encoded as two digits.
  const parts = column(({ artifact }) => artifact.lastPart.bytes)
  let end = 1
  const starts = parts.map(({ length }) => (end += length) - length)
  const statement = sql<JobRow>`
    with given as (
      select * from unnest(
        ${column(({ job }) => job.id)}::uuid[],
        ${column(({ job }) => job.attempt)}::int[],
        ${column(({ job }) => job.ownerId)}::text[],
        ${column(({ artifact }) => artifact.optionsHash)}::text[],
        ${column(({ artifact }) => artifact.todosRevision)}::bigint[],
        ${column(({ artifact }) => artifact.generatorVersion)}::int[],
        ${column(({ artifact }) => artifact.sha256)}::text[],
        ${column(({ artifact }) => artifact.bytes)}::bigint[],
        ${column(({ artifact }) => artifact.gzipBytes)}::bigint[],
        ${column(({ artifact }) => artifact.total)}::int[],
        ${column(({ artifact }) => artifact.written)}::int[],
        ${column(({ artifact }) => JSON.stringify(artifact.skipped))}::jsonb[],
        ${column(({ artifact }) => artifact.lastPart.n)}::int[],
        ${starts}::int[],
        ${parts.map(({ length }) => length)}::int[]
      ) as given (
        id, attempt, owner_id, options_hash, todos_revision, generator_version,
        sha256, bytes, gzip_bytes, total, written, skipped, part_n, part_start, part_length
      )
    ), mine as (
      select given.* from calendar_job job join given on job.id = given.id and job.attempt = given.attempt
      where job.state = 'STARTED' order by job.id for no key update of job
    ), chosen as (
      select distinct on (owner_id, options_hash, todos_revision, generator_version) * from mine
      order by owner_id, options_hash, todos_revision, generator_version, id
    ), published as (
      insert into artifact (
        owner_id, options_hash, todos_revision, generator_version, job_id, attempt,
        sha256, bytes, gzip_bytes, total, written, skipped, expires_at
      )
      select owner_id, options_hash, todos_revision, generator_version, id, attempt,
        sha256, bytes, gzip_bytes, total, written, skipped, now() + make_interval(secs => ${resultTtlMs / 1000})
      from chosen
      on conflict (owner_id, options_hash, todos_revision, generator_version)
        do update set expires_at = greatest(artifact.expires_at, excluded.expires_at)
      returning id as artifact_id, job_id, attempt as made_by, owner_id, options_hash, todos_revision, generator_version, total, written, skipped
    ), staged as (
      insert into artifact_part (job_id, attempt, n, bytes)
      select id, attempt, part_n, substring(${Buffer.concat(parts)}::bytea from part_start for part_length)
      from chosen join published on published.job_id = chosen.id and published.made_by = chosen.attempt
    ), ended as (
      update calendar_job_attempt attempt set ended_at = now()
      from mine where attempt.job_id = mine.id and attempt.attempt = mine.attempt
    )
    update calendar_job job set
      state = 'SUCCESS', version = version + 1, artifact_id = published.artifact_id, done = published.total,
      total = published.total, written = published.written, skipped = published.skipped,
      finished_at = now(), lease_until = null, due_at = null
    from mine join published using (owner_id, options_hash, todos_revision, generator_version)
    where job.id = mine.id
    returning ${jobColumns}`
  const rows = await executePrepared(db, 'finish', statement)
  const finished = new Map(rows.map(row => [row.id, toCalendarJob(row)]))
  return requests.map(({ job }) => finished.get(job.id))
}
