import { sql } from 'kysely'
import { validate as isUuid } from 'uuid'
import { type CalendarJob, type CalendarJobState, isTerminal } from '../../schema/calendar-job.ts'
import type { OwnerId } from '../../schema/owner.ts'
import { AppError } from '../app-error.ts'
import type { Db } from '../database/db.ts'
import { jobColumnNames, toCalendarJob } from './job-row.ts'
import { wasDeleted } from './delete-old-jobs.ts'

/** @throws AppError notFound, also for a malformed id; gone when the job was deleted after its retention time */
export async function getCalendarJob(db: Db, ownerId: OwnerId, id: string): Promise<CalendarJob> {
  const [job] = await getCalendarJobs(db, ownerId, [id])
  if (!job) throw jobNotFound()
  return job
}

/** Returns the jobs in the order of the ids. @throws AppError notFound or gone when any of them is missing */
export async function getCalendarJobs(
  db: Db,
  ownerId: OwnerId,
  ids: readonly string[],
): Promise<CalendarJob[]> {
  for (const id of ids) assertJobId(id)
  const rows = await db
    .selectFrom('calendar_job')
    .select(jobColumnNames)
    .where('id', '=', sql<string>`any(${ids}::uuid[])`)
    .where('owner_id', '=', ownerId)
    .where('kind', '=', 'calendar')
    .execute()
  const jobs = new Map(rows.map(row => [row.id, toCalendarJob(row)]))
  const missing = ids.find(id => !jobs.has(id.toLowerCase()))
  if (missing !== undefined) {
    throw (await wasDeleted(db, missing))
      ? new AppError('gone', 'Task was deleted after its retention time')
      : jobNotFound()
  }
  return ids.map(id => jobs.get(id.toLowerCase()) as CalendarJob)
}

export const jobNotFound = () => new AppError('notFound', 'Task not found')

/** @throws AppError notFound for an id that is not a UUID */
export function assertJobId(id: string): void {
  if (!isUuid(id)) throw jobNotFound()
}

export type JobFilter = { state?: CalendarJobState | undefined; limit: number; before?: string | undefined }

/** Lists jobs that are older than the job `before`, newest first (the ids are UUIDv7), without the jobs of feeds. */
export async function listCalendarJobs(
  db: Db,
  ownerId: OwnerId,
  { state, limit, before }: JobFilter,
): Promise<CalendarJob[]> {
  let query = db
    .selectFrom('calendar_job')
    .select(jobColumnNames)
    .where('owner_id', '=', ownerId)
    .where('feed_id', 'is', null)
    .where('kind', '=', 'calendar')
  if (state) query = query.where('state', '=', state)
  // Implied by the state; lets PostgreSQL use the small index of unfinished jobs.
  if (state && !isTerminal(state)) query = query.where('due_at', 'is not', null)
  if (before) query = query.where('id', '<', before)
  const rows = await query.orderBy('id', 'desc').limit(limit).execute()
  return rows.map(toCalendarJob)
}
