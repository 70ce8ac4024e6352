import { sql } from 'kysely'
import type { CalendarOptions } from '../../schema/calendar-options.ts'
import { type ImportCounts, type ImportOptions, noCounts } from '../../schema/import-job.ts'
import type { Instant } from '../../schema/instant.ts'
import type { OwnerId } from '../../schema/owner.ts'
import { type Db, executePrepared } from '../database/db.ts'
import { type JobRow, jobColumns } from './job-row.ts'

/** `attempt` is the fencing token of everything that the worker writes for the job. */
export type ClaimedJob = ClaimedCalendarJob | ClaimedImportJob

export type ClaimedImportJob = {
  kind: 'import'
  id: string
  attempt: number
  ownerId: OwnerId
  options: ImportOptions
  /** What earlier attempts have done. */
  counts: ImportCounts
  createdAt: Instant
}

export type ClaimedCalendarJob = {
  kind: 'calendar'
  id: string
  attempt: number
  ownerId: OwnerId
  options: CalendarOptions
  /** The revision of the todos at the claim. */
  todosRevision: number
  /** Whether any file of this revision exists; if not, skip the lookup of one with the job's options. */
  mayReuse: boolean
}

export type ClaimSettings = { worker: string; leaseMs: number }

/**
 * Claims the jobs among `ids` that wait for a worker. Jobs missing from the result are finished, not due, or held by another
 * worker: their messages need no further work.
 */
export async function claimJobs(
  db: Db,
  ids: readonly string[],
  { worker, leaseMs }: ClaimSettings,
): Promise<Map<string, ClaimedJob>> {
  const lease = sql`make_interval(secs => ${leaseMs / 1000})`
  // Every statement that writes several jobs locks them in the order of their ids, or two batches could deadlock.
  const statement = sql<ClaimedRow>`
    with claimable as (
      select id from calendar_job
      where id = any(${ids}::uuid[]) and state in ('PENDING', 'RETRY') and run_at <= now()
      order by id for no key update
    ), claimed as (
      update calendar_job job set
        state = 'STARTED', version = version + 1, attempt = attempt + 1, sends = 0, done = 0,
        -- The size of an import's file is known from the start, the number of todos in a calendar is not.
        total = case when kind = 'import' then total end,
        error = null, started_at = coalesce(started_at, now()), lease_until = now() + ${lease}, due_at = now() + ${lease}
      from claimable where job.id = claimable.id
      returning ${jobColumns}
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
    rows.map(row => [row.id, row.kind === 'import' ? toClaimedImportJob(row) : toClaimedCalendarJob(row)]),
  )
}

type ClaimedRow = JobRow & { todos_revision: number; may_reuse: boolean }

const toClaimedCalendarJob = (row: ClaimedRow): ClaimedCalendarJob => ({
  kind: 'calendar',
  id: row.id,
  attempt: row.attempt,
  ownerId: row.owner_id,
  options: row.options as CalendarOptions,
  todosRevision: row.todos_revision,
  mayReuse: row.may_reuse,
})

const toClaimedImportJob = (row: ClaimedRow): ClaimedImportJob => ({
  kind: 'import',
  id: row.id,
  attempt: row.attempt,
  ownerId: row.owner_id,
  options: row.options as ImportOptions,
  counts: row.counts ?? noCounts,
  createdAt: row.created_at,
})
