import { sql } from 'kysely'
import type { OwnerId } from '../../schema/owner.ts'
import { AppError } from '../app-error.ts'
import type { Db } from '../database/db.ts'
import { getCalendarJob } from './find.ts'
import type { AttemptRef } from './leases.ts'

/** A published file: the values for the response headers, and the key of its parts. */
export type CalendarResult = {
  sha256: string
  bytes: number
  gzipBytes: number
  name: string | undefined
  parts: AttemptRef
}

/** @throws AppError notFound while there is no file, and when there will be none; gone when it has expired */
export async function getCalendarResult(db: Db, ownerId: OwnerId, jobId: string): Promise<CalendarResult> {
  const job = await getCalendarJob(db, ownerId, jobId)
  if (job.state === 'FAILURE') throw new AppError('notFound', `Task failed: ${job.error ?? 'unknown reason'}`)
  if (job.state === 'REVOKED') throw new AppError('notFound', 'Task was cancelled')
  if (job.state !== 'SUCCESS') throw new AppError('notFound', 'Task not finished')
  const artifact = await db
    .selectFrom('calendar_job')
    .innerJoin('artifact', 'artifact.id', 'calendar_job.artifact_id')
    .select([
      'artifact.sha256',
      'artifact.bytes',
      'artifact.gzip_bytes',
      'artifact.job_id',
      'artifact.attempt',
    ])
    .where('calendar_job.id', '=', jobId)
    .where('artifact.expires_at', '>', sql<string>`now()`)
    .executeTakeFirst()
  if (!artifact) throw new AppError('gone', 'Task result has expired; create the calendar again')
  const { sha256, bytes, gzip_bytes: gzipBytes, job_id: id, attempt } = artifact
  return { sha256, bytes, gzipBytes, name: job.options.name, parts: { id, attempt } }
}
