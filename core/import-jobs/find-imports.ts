import { sql } from 'kysely'
import type { ImportJob } from '../../schema/import-job.ts'
import type { OwnerId } from '../../schema/owner.ts'
import { AppError } from '../app-error.ts'
import { alreadyFinished, cancelJob } from '../calendar-jobs/cancel.ts'
import { jobColumnNames, toImportJob } from '../calendar-jobs/job-row.ts'
import { wasDeleted } from '../calendar-jobs/delete-old-jobs.ts'
import { assertJobId, type JobFilter, jobNotFound } from '../calendar-jobs/find.ts'
import type { Db } from '../database/db.ts'
import type { JobUpdates } from '../live/job-updates.ts'

/** @throws AppError notFound, also for a malformed id; gone when the job was deleted after its retention time */
export async function getImportJob(db: Db, ownerId: OwnerId, id: string): Promise<ImportJob> {
  assertJobId(id)
  const row = await db
    .selectFrom('calendar_job')
    .select(jobColumnNames)
    .where('id', '=', id)
    .where('owner_id', '=', ownerId)
    .where('kind', '=', 'import')
    .executeTakeFirst()
  if (row) return toImportJob(row)
  throw (await wasDeleted(db, id))
    ? new AppError('gone', 'The import was deleted after its retention time')
    : jobNotFound()
}

/** Lists imports that are older than the one `before`, newest first. */
export async function listImportJobs(
  db: Db,
  ownerId: OwnerId,
  { state, limit, before }: JobFilter,
): Promise<ImportJob[]> {
  let query = db
    .selectFrom('calendar_job')
    .select(jobColumnNames)
    .where('owner_id', '=', ownerId)
    .where('kind', '=', sql.lit('import'))
  if (state) query = query.where('state', '=', state)
  if (before) query = query.where('id', '<', before)
  const rows = await query.orderBy('id', 'desc').limit(limit).execute()
  return rows.map(toImportJob)
}

/**
 * Cancels an import. What it has imported stays.
 *
 * @throws AppError notFound, and conflict when it has already finished
 */
export async function cancelImportJob(
  db: Db,
  jobUpdates: Pick<JobUpdates, 'publish'>,
  ownerId: OwnerId,
  id: string,
): Promise<ImportJob> {
  const job = await cancelJob(db, jobUpdates, ownerId, { id, kind: 'import' })
  if (job) return job as ImportJob
  throw alreadyFinished(await getImportJob(db, ownerId, id))
}
