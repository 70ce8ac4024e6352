import { sql } from 'kysely'
import type { Db } from '../database/db.ts'

/**
 * Makes what the feed's last job made the feed's file. The time of its change moves whenever the file does, by a second
 * at least: calendar programs compare whole seconds.
 */
export async function adoptFile(tx: Db, feedId: string): Promise<void> {
  await restartExpiryGrace(tx, feedId)
  await sql`
    update calendar_feed feed set
      artifact_id = made.id, file_edition = feed.job_edition,
      file_modified_at = case
        when feed.file_edition = feed.job_edition
          and made.sha256 = (select sha256 from artifact before where before.id = feed.artifact_id)
        then feed.file_modified_at
        else greatest(date_trunc('second', clock_timestamp()), feed.file_modified_at + interval '1 second')
      end
    from calendar_job job join artifact made on made.id = job.artifact_id
    where feed.id = ${feedId} and job.id = feed.job_id`.execute(tx)
}

/** An expired artifact that a feed will no longer refer to may still be on its way to somebody. */
export async function restartExpiryGrace(tx: Db, feedId: string): Promise<void> {
  await sql`
    update artifact set expires_at = now()
    where id = (select artifact_id from calendar_feed where id = ${feedId}) and expires_at < now()`.execute(
    tx,
  )
}
