import { sql } from 'kysely'
import { validate as isUuid } from 'uuid'
import { type CalendarJob, type CalendarJobState, isTerminal } from '../../schema/calendar-job.ts'
import type { OwnerId } from '../../schema/owner.ts'
import { AppError } from '../app-error.ts'
import type { Db } from '../database/db.ts'
import { type CalendarJobRow, jobColumns, toCalendarJob } from './calendar-job-row.ts'
import { wasDeleted } from './delete-old-jobs.ts'

/** @throws AppError notFound, for a malformed id too; gone when it was deleted after its retention time */
export async function getCalendarJob(db: Db, ownerId: OwnerId, id: string): Promise<CalendarJob> {
  const [job] = await getCalendarJobs(db, ownerId, [id])
  if (!job) throw jobNotFound()
  return job
}

/** In the order of the ids. @throws AppError notFound or gone when any of them is no job's */
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

/** An id that is no UUID belongs to no job. */
export function assertJobId(id: string): void {
  if (!isUuid(id)) throw jobNotFound()
}

export type JobFilter = { state?: CalendarJobState | undefined; limit: number; before?: string | undefined }

/** Says no more than such a state does, but in the words of the index of what is not over: the few among many. */
const notOver = sql`and due_at is not null`

/** Newest first (the ids are UUIDv7), from below the id `before`. Jobs that feeds ask for are not in it. */
export async function listCalendarJobs(
  db: Db,
  ownerId: OwnerId,
  { state, limit, before }: JobFilter,
): Promise<CalendarJob[]> {
  const { rows } = await sql<CalendarJobRow>`
    select ${jobColumns('job')} from calendar_job job
    where owner_id = ${ownerId} and feed_id is null
      ${state === undefined ? sql`` : sql`and state = ${state}`}
      ${state === undefined || isTerminal(state) ? sql`` : notOver}
      ${before === undefined ? sql`` : sql`and id < ${before}`}
    order by id desc limit ${limit}`.execute(db)
  return rows.map(toCalendarJob)
}
