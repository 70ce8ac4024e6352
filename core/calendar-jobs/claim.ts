import { sql } from 'kysely'
import type { CalendarOptions } from '../../schema/calendar-options.ts'
import type { OwnerId } from '../../schema/owner.ts'
import { type Db, executePrepared } from '../database/db.ts'
import { type CalendarJobRow, jobColumns } from './calendar-job-row.ts'

/** A job in the hands of one worker. `attempt` is the fencing token of everything that this worker writes. */
export type ClaimedJob = {
  id: string
  attempt: number
  ownerId: OwnerId
  options: CalendarOptions
  /** Of the todos, at the moment of the claim. */
  todosRevision: number
  /** Whether there was a file of that revision, of whatever options: if not, to ask for one is in vain. */
  mayReuse: boolean
}

export type ClaimSettings = { worker: string; leaseMs: number }

/**
 * Claims the jobs among `ids` that wait for a worker. A job that is missing from the answer is somebody else's, over,
 * or not due: its message has done its work.
 */
export async function claimCalendarJobs(
  db: Db,
  ids: readonly string[],
  { worker, leaseMs }: ClaimSettings,
): Promise<Map<string, ClaimedJob>> {
  const lease = sql`make_interval(secs => ${leaseMs / 1000})`
  // Rows are locked in the order of their ids here and wherever several are written, or two batches could deadlock.
  const statement = sql<CalendarJobRow & { todos_revision: number; may_reuse: boolean }>`
    with claimable as (
      select id from calendar_job
      where id = any(${ids}::uuid[]) and state in ('PENDING', 'RETRY') and run_at <= now()
      order by id for no key update
    ), claimed as (
      update calendar_job job set
        state = 'STARTED', version = version + 1, attempt = attempt + 1, sends = 0, done = 0, total = null,
        error = null, started_at = coalesce(started_at, now()), lease_until = now() + ${lease}, due_at = now() + ${lease}
      from claimable where job.id = claimable.id
      returning ${jobColumns('job')}
    ), attempts as (
      insert into calendar_job_attempt (job_id, attempt, worker) select id, attempt, ${worker} from claimed
    )
    select claimed.*, owner.todos_revision, exists (
      select from artifact
      where artifact.owner_id = claimed.owner_id and artifact.todos_revision = owner.todos_revision
    ) as may_reuse
    from claimed join owner on owner.id = claimed.owner_id`
  const rows = await executePrepared(db, 'claim', statement)
  return new Map(
    rows.map(row => [
      row.id,
      {
        id: row.id,
        attempt: row.attempt,
        ownerId: row.owner_id,
        options: row.options,
        todosRevision: row.todos_revision,
        mayReuse: row.may_reuse,
      },
    ]),
  )
}
