import { sql } from 'kysely'
import { version } from 'uuid'
import type { Db } from '../database/db.ts'
import type { JobRetention } from './job-retention.ts'

const states = {
  finished: sql`state in ('SUCCESS', 'REVOKED')`,
  failed: sql`state = 'FAILURE'`,
}

/**
 * Deletes jobs whose retention time has passed, with their attempts. Their files are deleted when they expire; their
 * idempotency keys have expired before. Jobs of feeds are deleted elsewhere.
 *
 * @returns the number of deleted jobs
 */
export async function deleteOldJobs(
  db: Db,
  limit: number,
  state: keyof JobRetention,
  retention: JobRetention,
): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    with old as (
      select id from calendar_job
      where feed_id is null and ${states[state]} and finished_at < now() - make_interval(days => ${retention[state]})
      order by finished_at limit ${limit} for update skip locked
    ), deleted as (
      delete from calendar_job where id = any(array(select id from old)) returning id
    ), newest as (
      insert into deleted_calendar_job as known (newest_id) select id from deleted order by id desc limit 1
      on conflict (only_row) do update set newest_id = greatest(known.newest_id, excluded.newest_id)
    )
    select count(*)::int from deleted`.execute(db)
  return rows[0]?.count ?? 0
}

/**
 * Whether a missing job was deleted after its retention time. Ids increase with time (UUIDv7), so one id stands for all of
 * them: any id up to the newest deleted one counts as deleted, even if no job ever had it.
 */
export async function wasDeleted(db: Db, id: string): Promise<boolean> {
  if (version(id) !== 7) return false
  const row = await db
    .selectFrom('deleted_calendar_job')
    .select('newest_id')
    .where('newest_id', '>=', id)
    .executeTakeFirst()
  return row !== undefined
}
