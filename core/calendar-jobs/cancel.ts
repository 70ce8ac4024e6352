import { sql } from 'kysely'
import type { CalendarJob } from '../../schema/calendar-job.ts'
import type { OwnerId } from '../../schema/owner.ts'
import { AppError } from '../app-error.ts'
import type { Db } from '../db.ts'
import type { JobFeed } from '../live/job-feed.ts'
import { type CalendarJobRow, jobColumns, toCalendarJob } from './calendar-job-row.ts'
import { assertJobId, getCalendarJob } from './find.ts'

/** REVOKED at once, in one statement; the worker, if any, is fenced by it and notices at its next lease renewal. */
export async function cancelCalendarJob(
  db: Db,
  feed: Pick<JobFeed, 'publish'>,
  ownerId: OwnerId,
  id: string,
): Promise<CalendarJob> {
  assertJobId(id)
  const { rows } = await sql<CalendarJobRow>`
    with revoked as (
      update calendar_job job set
        state = 'REVOKED', version = version + 1, finished_at = now(), lease_until = null, due_at = null
      where id = ${id} and owner_id = ${ownerId} and due_at is not null
      returning ${jobColumns('job')}
    ), ended as (
      update calendar_job_attempt attempt set ended_at = now(), error = 'The job was cancelled'
      from revoked
      where attempt.job_id = revoked.id and attempt.attempt = revoked.attempt and attempt.ended_at is null
    )
    select * from revoked`.execute(db)
  if (rows[0]) {
    const job = toCalendarJob(rows[0])
    feed.publish(job)
    return job
  }
  const { state } = await getCalendarJob(db, ownerId, id)
  throw new AppError('conflict', `The job is over (${state}) and cannot be cancelled`)
}
