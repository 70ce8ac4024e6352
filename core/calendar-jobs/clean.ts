import { sql } from 'kysely'
import type { Db } from '../db.ts'
import { deleteOldFeedJobs, deleteOldFeedTokens } from '../feeds/clean.ts'
import { deleteOrphanedParts } from './artifact-parts.ts'
import { deleteOldKeys } from './idempotency.ts'

const batch = 500

const removals = [
  deleteExpiredArtifacts,
  deleteOrphanedParts,
  deleteOldKeys,
  deleteOldFeedJobs,
  deleteOldFeedTokens,
]

/** Deletes, in batches, what nobody can ask for any more. */
export async function cleanCalendarJobs(db: Db): Promise<void> {
  for (const remove of removals) {
    while ((await remove(db, batch)) === batch);
  }
}

/**
 * Waits an hour longer than the doors do, so that a download that has begun finds its parts. What a feed serves stays,
 * however old it is: while the next file cannot be made, it is the last good one.
 */
async function deleteExpiredArtifacts(db: Db, limit: number): Promise<number> {
  const { numAffectedRows = 0n } = await sql`
    delete from artifact where id in (
      select id from artifact where expires_at < now() - interval '1 hour'
        and not exists (select from calendar_feed feed where feed.artifact_id = artifact.id)
      order by expires_at limit ${limit} for update skip locked
    )`.execute(db)
  return Number(numAffectedRows)
}
