import { sql } from 'kysely'
import type { Db } from '../database/db.ts'
import type { AttemptRef } from './leases.ts'

/**
 * Stages slice `n` of the attempt's gzip stream, if the attempt still holds the job. Each part also writes, and so locks,
 * the attempt's row in `artifact_staging`: see `deleteOrphanedParts`.
 */
export async function stagePart(
  db: Db,
  { id, attempt }: AttemptRef,
  n: number,
  bytes: Buffer,
): Promise<void> {
  await sql`
    with staging as (
      insert into artifact_staging (job_id, attempt)
      select id, attempt from calendar_job where id = ${id} and attempt = ${attempt} and state = 'STARTED'
      on conflict (job_id, attempt) do update set attempt = excluded.attempt
      returning job_id, attempt
    )
    insert into artifact_part (job_id, attempt, n, bytes)
    select job_id, attempt, ${n}::int, ${bytes}::bytea from staging`.execute(db)
}

/**
 * Reads the slices of a published file, one query each, so that only one is in memory.
 *
 * @param gzipBytes the size of all slices together
 */
export async function* readParts(
  db: Db,
  { id, attempt }: AttemptRef,
  gzipBytes: number,
): AsyncGenerator<Buffer> {
  for (let n = 0, read = 0; read < gzipBytes; n += 1) {
    const { bytes } = await db
      .selectFrom('artifact_part')
      .select('bytes')
      .where('job_id', '=', id)
      .where('attempt', '=', attempt)
      .where('n', '=', n)
      .executeTakeFirstOrThrow()
    read += bytes.length
    yield bytes
  }
}

/**
 * Deletes the parts of attempts that no longer hold their job and did not publish them. Skips attempts that are staging a
 * part at this moment: their rows are locked.
 *
 * @returns the number of attempts it checked
 */
export async function deleteOrphanedParts(db: Db, limit: number): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    with ended as (
      select job_id, attempt from artifact_staging staging
      where not exists (
        select from calendar_job job
        where job.id = staging.job_id and job.attempt = staging.attempt and job.state = 'STARTED'
      )
      limit ${limit} for update skip locked
    ), orphaned as (
      select job_id, attempt from ended where not exists (
        select from artifact where artifact.job_id = ended.job_id and artifact.attempt = ended.attempt
      )
    ), parts as (
      delete from artifact_part part using orphaned
      where part.job_id = orphaned.job_id and part.attempt = orphaned.attempt
    ), looked_at as (
      delete from artifact_staging staging using ended
      where staging.job_id = ended.job_id and staging.attempt = ended.attempt
      returning staging.job_id
    )
    select count(*)::int from looked_at`.execute(db)
  return rows[0]?.count ?? 0
}
