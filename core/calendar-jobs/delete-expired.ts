import { setTimeout as delay } from 'node:timers/promises'
import { sql } from 'kysely'
import { deleteExpiredCredentials } from '../accounts/delete-expired.ts'
import { deleteRowsOfDeletedAccounts } from '../accounts/delete-owned-rows.ts'
import { type Db, isDatabaseDown } from '../database/db.ts'
import { deleteOldFeedJobs, deleteOldFeedTokens } from '../feeds/delete-old-rows.ts'
import { deleteOldImportFiles } from '../import-jobs/import-file.ts'
import { deleteOldLists } from '../lists/deleted-lists.ts'
import type { Log } from '../process/log.ts'
import { deleteOldTodoKeys } from '../todos/todo-key.ts'
import { deleteOldTombstones, emptyOldTrash } from '../todos/trash.ts'
import { deleteOrphanedParts } from './artifact-parts.ts'
import { deleteOldJobs } from './delete-old-jobs.ts'
import { deleteOldKeys } from './idempotency.ts'
import type { JobRetention } from './job-retention.ts'

/** Deletes up to `limit` expired rows, found by an index, and returns their number. */
export type Removal = { what: string; limit: number; remove: (db: Db, limit: number) => Promise<number> }

const maxRows = 500
/** Each can have hundreds of parts. */
const maxFiles = 50
/** A pause between batches leaves room for other work during a backlog. */
const pauseMs = 50

export function listRemovals(retention: JobRetention): Removal[] {
  const oldJobs = (['finished', 'failed'] as const)
    .filter(state => retention[state] > 0)
    .map(state => ({
      what: `${state} jobs`,
      limit: maxRows,
      remove: (db: Db, limit: number) => deleteOldJobs(db, limit, state, retention),
    }))
  return [
    { what: 'expired files', limit: maxFiles, remove: deleteExpiredArtifacts },
    { what: 'orphaned parts of files', limit: maxFiles, remove: deleteOrphanedParts },
    { what: 'expired idempotency keys', limit: maxRows, remove: deleteOldKeys },
    { what: 'expired idempotency keys of todos', limit: maxRows, remove: deleteOldTodoKeys },
    ...oldJobs,
    { what: 'old jobs of feeds', limit: maxRows, remove: deleteOldFeedJobs },
    { what: 'old files of imports', limit: maxFiles, remove: deleteOldImportFiles },
    { what: 'old tokens of feeds', limit: maxRows, remove: deleteOldFeedTokens },
    { what: 'old todos in the trash', limit: maxRows, remove: emptyOldTrash },
    { what: 'old deleted lists', limit: maxRows, remove: deleteOldLists },
    { what: 'old records of deleted todos', limit: maxRows, remove: deleteOldTombstones },
    { what: 'expired sessions and links', limit: maxRows, remove: deleteExpiredCredentials },
    { what: 'rows of deleted accounts', limit: maxRows, remove: deleteRowsOfDeletedAccounts },
  ]
}

/**
 * Returns a function that runs the removals, a batch of each in turn, until nothing is left to delete. A removal that fails
 * does not stop the others; it is logged once and tried again the next time.
 *
 * @returns a function that rejects only when the database cannot be reached
 */
export function createCleaner(
  db: Db,
  removals: readonly Removal[],
  log: Log,
): (signal?: AbortSignal) => Promise<void> {
  const failing = new Set<Removal>()

  async function hasMore(removal: Removal): Promise<boolean> {
    try {
      const count = await removal.remove(db, removal.limit)
      failing.delete(removal)
      return count === removal.limit
    } catch (error) {
      if (isDatabaseDown(error)) throw error
      if (!failing.has(removal)) log.warn({ err: error }, `Could not delete ${removal.what}; will retry`)
      failing.add(removal)
      return false
    }
  }

  return async signal => {
    let pending = removals
    while (pending.length > 0) {
      const full: Removal[] = []
      for (const removal of pending) {
        if (signal?.aborted) return
        if (await hasMore(removal)) full.push(removal)
      }
      pending = full
      if (pending.length > 0) await delay(pauseMs, undefined, { signal }).catch(() => {})
    }
  }
}

/**
 * Deletes files an hour after their expiry, so that downloads in progress find their parts. A file that a feed serves stays
 * however old it is: until the next one is made, it is the last good one.
 */
async function deleteExpiredArtifacts(db: Db, limit: number): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    with expired as (
      delete from artifact where id in (
        select id from artifact where expires_at < now() - interval '1 hour'
          and not exists (select from calendar_feed feed where feed.artifact_id = artifact.id)
        order by expires_at limit ${limit} for update skip locked
      ) returning job_id, attempt
    ), parts as (
      delete from artifact_part part using expired
      where part.job_id = expired.job_id and part.attempt = expired.attempt
    )
    select count(*)::int from expired`.execute(db)
  return rows[0]?.count ?? 0
}
