import { sql } from 'kysely'
import type { OwnerId } from '../../schema/owner.ts'
import { type Db, executePrepared } from '../database/db.ts'

/** What a worker has in progress for an owner: all jobs, and those among them that hold a place of its reserve. */
export type Share = { inProgress: number; held: number }

/** A younger job is probably about to be delivered. */
const minWait = sql`interval '100 ms'`
/** As in the condition of the index `calendar_job_waiting`, or PostgreSQL would not use it. */
export const isWaiting = sql`case when state in ('PENDING', 'RETRY') then true end`

/**
 * Finds waiting jobs of owners that have fewer jobs in progress than the busiest owner has, oldest first for each owner.
 * Owners take turns: one with fewer jobs in progress comes first. An owner gets at most as many of the free places as it
 * leaves free, so that the jobs of one cannot take all of them.
 *
 * It never reads the jobs of the busiest owner, of which a million may be waiting: it jumps from one owner in the index to
 * the next, and costs some 10 µs for each owner that has a job waiting.
 *
 * @param shares of owners with jobs in progress, at least one
 * @returns at most `free` ids
 */
export async function findWaitingJobs(
  db: Db,
  shares: ReadonlyMap<OwnerId, Share>,
  free: number,
): Promise<string[]> {
  const [[busiest, { inProgress: most }]] = [...shares].toSorted(
    ([, a], [, b]) => b.inProgress - a.inProgress,
  ) as [[OwnerId, Share]]
  const statement = sql<{ id: string }>`
    with recursive before (owner_id) as (
      (select owner_id from calendar_job where ${isWaiting} and owner_id < ${busiest} order by owner_id limit 1)
      union all
      select next.owner_id from before cross join lateral (
        select job.owner_id from calendar_job job
        where ${isWaiting} and job.owner_id > before.owner_id and job.owner_id < ${busiest}
        order by job.owner_id limit 1
      ) next
    ), after (owner_id) as (
      (select owner_id from calendar_job where ${isWaiting} and owner_id > ${busiest} order by owner_id limit 1)
      union all
      select next.owner_id from after cross join lateral (
        select job.owner_id from calendar_job job
        where ${isWaiting} and job.owner_id > after.owner_id
        order by job.owner_id limit 1
      ) next
    ), share as (
      select * from unnest(
        ${[...shares.keys()]}::text[],
        ${Array.from(shares.values(), ({ inProgress }) => inProgress)}::int[],
        ${Array.from(shares.values(), ({ held }) => held)}::int[]
      ) as share (owner_id, in_work, held)
    )
    select job.id
    from (table before union all table after) waiting
    left join share using (owner_id)
    cross join lateral (
      select oldest.id, row_number() over (order by oldest.id) as n from (
        select id from calendar_job
        where owner_id = waiting.owner_id and ${isWaiting} and run_at <= now() - ${minWait}
        order by id limit ${free}::int
      ) oldest
    ) job
    where coalesce(share.in_work, 0) + job.n <= ${most}::int
      and coalesce(share.held, 0) + 2 * job.n <= ${free}::int + 1
    order by coalesce(share.in_work, 0) + job.n, job.id limit ${free}::int`
  const rows = await executePrepared(db, 'find-waiting', statement)
  return rows.map(({ id }) => id)
}
