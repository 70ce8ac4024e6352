import { sql } from 'kysely'
import type { CalendarJob, Progress } from '../../schema/calendar-job.ts'
import { type Db, executePrepared } from '../database/db.ts'
import { type JobRow, jobColumns, toCalendarJob } from './job-row.ts'
import type { AttemptRef } from './leases.ts'

/** Records the progress of an attempt. @returns undefined when this worker no longer holds the job */
export async function reportProgress(
  db: Db,
  { id, attempt }: AttemptRef,
  { done, total }: Progress,
): Promise<CalendarJob | undefined> {
  const statement = sql<JobRow>`
    update calendar_job job set done = ${done}, total = ${total}, version = version + 1
    where id = ${id} and attempt = ${attempt} and state = 'STARTED'
    returning ${jobColumns}`
  const rows = await executePrepared(db, 'progress', statement)
  return rows[0] && toCalendarJob(rows[0])
}
