import { sql } from 'kysely'
import { type Db, executePrepared } from '../database/db.ts'

export type AttemptRef = { id: string; attempt: number }

/**
 * Renews the leases of attempts that are still this worker's, in one statement for all of them.
 *
 * @returns the ids of those that are not: cancelled, or taken away because the lease was over
 */
export async function renewLeases(db: Db, held: readonly AttemptRef[], leaseMs: number): Promise<string[]> {
  const lease = sql`make_interval(secs => ${leaseMs / 1000})`
  // A row that is locked is being finished or cancelled; the next renewal will see what came of it.
  const statement = sql<{ id: string }>`
    with held as (
      select * from unnest(${held.map(({ id }) => id)}::uuid[], ${held.map(({ attempt }) => attempt)}::int[])
        as held (id, attempt)
    ), mine as (
      select job.id from calendar_job job join held on job.id = held.id and job.attempt = held.attempt
      where job.state = 'STARTED'
      order by job.id for no key update of job skip locked
    ), renewed as (
      update calendar_job job set lease_until = now() + ${lease}, due_at = now() + ${lease}
      from mine where job.id = mine.id
    )
    select held.id from held
    where not exists (
      select from calendar_job job
      where job.id = held.id and job.attempt = held.attempt and job.state = 'STARTED'
    )`
  const rows = await executePrepared(db, 'renew-leases', statement)
  return rows.map(({ id }) => id)
}
