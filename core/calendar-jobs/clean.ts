import { sql } from 'kysely'
import type { Db } from '../db.ts'
import { deleteOrphanedParts } from './artifact-parts.ts'
import { deleteOldKeys } from './idempotency.ts'

const batch = 500

/** Deletes, in batches, what nobody can ask for any more: expired artifacts, orphaned parts, old idempotency keys. */
export async function cleanCalendarJobs(db: Db): Promise<void> {
  for (const remove of [deleteExpiredArtifacts, deleteOrphanedParts, deleteOldKeys]) {
    while ((await remove(db, batch)) === batch);
  }
}

/** Waits an hour longer than the doors do, so that a download that has begun finds its parts. */
async function deleteExpiredArtifacts(db: Db, limit: number): Promise<number> {
  const { numAffectedRows = 0n } = await sql`
    delete from artifact where id in (
      select id from artifact where expires_at < now() - interval '1 hour'
      order by expires_at limit ${limit} for update skip locked
    )`.execute(db)
  return Number(numAffectedRows)
}
