import { sql } from 'kysely'
import type { CalendarJob } from '../../schema/calendar-job.ts'
import type { AnyJob } from '../../schema/import-job.ts'
import type { OwnerId } from '../../schema/owner.ts'
import { AppError } from '../app-error.ts'
import type { Db } from '../database/db.ts'
import type { JobUpdates } from '../live/job-updates.ts'
import { type JobRow, jobColumns, toJob } from './job-row.ts'
import { assertJobId, getCalendarJob } from './find.ts'

/** @throws AppError notFound, and conflict when the job has already finished */
export async function cancelCalendarJob(
  db: Db,
  jobUpdates: Pick<JobUpdates, 'publish'>,
  ownerId: OwnerId,
  id: string,
): Promise<CalendarJob> {
  const job = await cancelJob(db, jobUpdates, ownerId, { id, kind: 'calendar' })
  if (job) return job as CalendarJob
  throw alreadyFinished(await getCalendarJob(db, ownerId, id))
}

export const alreadyFinished = ({ state }: Pick<AnyJob, 'state'>): AppError =>
  new AppError('conflict', `The job has already finished (${state}) and cannot be cancelled`)

/**
 * Cancels a job with one statement. A worker that holds the job is fenced off at once, and notices at its next lease
 * renewal.
 *
 * @returns undefined when there is no such unfinished job
 */
export async function cancelJob(
  db: Db,
  jobUpdates: Pick<JobUpdates, 'publish'>,
  ownerId: OwnerId,
  { id, kind }: Pick<JobRow, 'id' | 'kind'>,
): Promise<AnyJob | undefined> {
  assertJobId(id)
  // An attempt whose claim commits while this waits for the job's row is not in this statement's snapshot. An update
  // would miss it and leave it open permanently; an upsert finds it.
  const { rows } = await sql<JobRow>`
    with revoked as (
      update calendar_job job set
        state = 'REVOKED', version = version + 1, finished_at = now(), lease_until = null, due_at = null
      where id = ${id} and owner_id = ${ownerId} and kind = ${kind} and due_at is not null
      returning ${jobColumns}
    ), ended as (
      insert into calendar_job_attempt as attempt (job_id, attempt, worker, ended_at, error)
      select id, attempt, '', now(), 'The job was cancelled' from revoked where attempt > 0
      on conflict (job_id, attempt) do update set ended_at = excluded.ended_at, error = excluded.error
        where attempt.ended_at is null
    )
    select * from revoked`.execute(db)
  if (!rows[0]) return undefined
  const job = toJob(rows[0])
  jobUpdates.publish(job)
  return job
}
