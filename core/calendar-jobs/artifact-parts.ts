import { sql } from 'kysely'
import type { Db } from '../db.ts'
import type { Held } from './leases.ts'

/** Stages slice `n` of the attempt's gzip stream. Parts that no artifact comes to name are swept away. */
export async function stagePart(db: Db, { id, attempt }: Held, n: number, bytes: Buffer): Promise<void> {
  await db.insertInto('artifact_part').values({ job_id: id, attempt, n, bytes }).execute()
}

/**
 * The slices of a published file, one query each, so that only one is in memory.
 *
 * @param gzipBytes of all slices together
 */
export async function* readParts(db: Db, { id, attempt }: Held, gzipBytes: number): AsyncGenerator<Buffer> {
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

/** Deletes parts that are neither published nor still being staged. @returns how many */
export async function deleteOrphanedParts(db: Db, limit: number): Promise<number> {
  const { numAffectedRows = 0n } = await sql`
    delete from artifact_part where (job_id, attempt, n) in (
      select part.job_id, part.attempt, part.n from artifact_part part
      where not exists (
        select from artifact where artifact.job_id = part.job_id and artifact.attempt = part.attempt
      ) and not exists (
        select from calendar_job job
        where job.id = part.job_id and job.attempt = part.attempt and job.state = 'STARTED'
      )
      limit ${limit}
    )`.execute(db)
  return Number(numAffectedRows)
}
