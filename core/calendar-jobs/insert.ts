import { sql } from 'kysely'
import type { CalendarJob } from '../../schema/calendar-job.ts'
import type { RequestedOptions } from '../../schema/calendar-options.ts'
import type { OwnerId } from '../../schema/owner.ts'
import { type Db, executePrepared } from '../database/db.ts'
import { type JobRow, jobColumns, toCalendarJob } from './job-row.ts'

export type NewCalendarJob = {
  jobId: string
  ownerId: OwnerId
  options: RequestedOptions
  retryOf?: string | undefined
  feedId?: string | undefined
}

/**
 * Inserts jobs, to be sent to the broker after the commit.
 *
 * @param firstSendAfterMs after which a job counts as never sent and is sent again: this process can die before it sends
 */
export async function insertCalendarJobs(
  tx: Db,
  jobs: readonly NewCalendarJob[],
  firstSendAfterMs: number,
): Promise<CalendarJob[]> {
  const statement = sql<JobRow>`
    insert into calendar_job as job (id, owner_id, options, retry_of, feed_id, enqueued_at, due_at)
    select request.id, owner_id, jsonb_build_object('timeZone', owner.time_zone) || options, retry_of, feed_id, now(),
      now() + make_interval(secs => ${firstSendAfterMs / 1000})
    from unnest(
      ${jobs.map(({ jobId }) => jobId)}::uuid[],
      ${jobs.map(({ ownerId }) => ownerId)}::text[],
      ${jobs.map(({ options }) => JSON.stringify(options))}::jsonb[],
      ${jobs.map(({ retryOf }) => retryOf ?? null)}::uuid[],
      ${jobs.map(({ feedId }) => feedId ?? null)}::uuid[]
    ) as request (id, owner_id, options, retry_of, feed_id)
    join owner on owner.id = request.owner_id
    returning ${jobColumns}`
  const rows = await executePrepared(tx, 'insert-jobs', statement)
  return rows.map(toCalendarJob)
}
