import { sql } from 'kysely'
import { type Db, executePrepared } from '../database/db.ts'

/** A held job, or the file that its attempt published. */
export type AttemptRef = { id: string; attempt: number }

/**
 * Renews the leases of the jobs that this worker still holds, in one statement.
 *
 * @returns the attempts that it lost: cancelled, or their job was given to another attempt after the lease expired
 */
export async function renewLeases(
  db: Db,
  held: readonly AttemptRef[],
  leaseMs: number,
): Promise<AttemptRef[]> {
  const lease = sql`make_interval(secs => ${leaseMs / 1000})`
  // A locked row is being finished or cancelled; the next renewal sees the outcome.
  const statement = sql<AttemptRef>`
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
    select held.id, held.attempt from held
    where not exists (
      select from calendar_job job
      where job.id = held.id and job.attempt = held.attempt and job.state = 'STARTED'
    )`
  return executePrepared(db, 'renew-leases', statement)
}
