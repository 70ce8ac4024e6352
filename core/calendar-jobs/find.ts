import { sql } from 'kysely'
import { validate as isUuid } from 'uuid'
import { type CalendarJob, type CalendarJobState, isTerminal } from '../../schema/calendar-job.ts'
import type { OwnerId } from '../../schema/owner.ts'
import { AppError } from '../app-error.ts'
import type { Db } from '../database/db.ts'
import { type CalendarJobRow, jobColumns, toCalendarJob } from './calendar-job-row.ts'
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
  const { rows } = await sql<CalendarJobRow>`
    select ${jobColumns('job')} from calendar_job job
    where id = any(${ids}::uuid[]) and owner_id = ${ownerId}`.execute(db)
  const jobs = new Map(rows.map(row => [row.id, toCalendarJob(row)]))
  const missing = ids.find(id => !jobs.has(id.toLowerCase()))
  if (missing !== undefined) {
    throw (await wasDeleted(db, missing))
      ? new AppError('gone', 'Task was deleted after its retention time')
      : jobNotFound()
  }
  return ids.map(id => jobs.get(id.toLowerCase()) as CalendarJob)
}

const jobNotFound = () => new AppError('notFound', 'Task not found')

/** @throws AppError notFound for an id that is not a UUID */
export function assertJobId(id: string): void {
  if (!isUuid(id)) throw jobNotFound()
}

export type JobFilter = { state?: CalendarJobState | undefined; limit: number; before?: string | undefined }

/** Implied by an unfinished state; lets PostgreSQL use the small index of unfinished jobs. */
const isDue = sql`and due_at is not null`

/** Lists jobs that are older than the job `before`, newest first (the ids are UUIDv7), without the jobs of feeds. */
export async function listCalendarJobs(
  db: Db,
  ownerId: OwnerId,
  { state, limit, before }: JobFilter,
): Promise<CalendarJob[]> {
  const { rows } = await sql<CalendarJobRow>`
    select ${jobColumns('job')} from calendar_job job
    where owner_id = ${ownerId} and feed_id is null
      ${state === undefined ? sql`` : sql`and state = ${state}`}
      ${state === undefined || isTerminal(state) ? sql`` : isDue}
      ${before === undefined ? sql`` : sql`and id < ${before}`}
    order by id desc limit ${limit}`.execute(db)
  return rows.map(toCalendarJob)
}
