import { sql } from 'kysely'
import type { Db } from '../database/db.ts'

/** Deletes feeds' jobs a day after they finished, except the last one of each feed. @returns how many */
export async function deleteOldFeedJobs(db: Db, limit: number): Promise<number> {
  const { numAffectedRows = 0n } = await sql`
    delete from calendar_job where id in (
      select id from calendar_job job
      where feed_id is not null and finished_at < now() - interval '1 day'
        and not exists (select from calendar_feed feed where feed.id = job.feed_id and feed.job_id = job.id)
      order by finished_at limit ${limit} for update skip locked
    )`.execute(db)
  return Number(numAffectedRows)
}

/** Deletes retired tokens after a year: until then they get 410, afterwards 404. @returns how many */
export async function deleteOldFeedTokens(db: Db, limit: number): Promise<number> {
  const { numAffectedRows = 0n } = await sql`
    delete from retired_feed_token where token_hash in (
      select token_hash from retired_feed_token where retired_at < now() - interval '1 year'
      order by retired_at limit ${limit} for update skip locked
    )`.execute(db)
  return Number(numAffectedRows)
}
