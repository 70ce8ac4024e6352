import { type RawBuilder, sql } from 'kysely'
import { DatabaseError } from 'pg'
import { localOwner, type OwnerId } from '../../schema/owner.ts'
import { isWaiting } from '../calendar-jobs/find-waiting.ts'
import type { Db } from '../database/db.ts'

/*
 * What the owner of a deleted account has, table by table, in batches that are short and skip rows that others have locked.
 * Workers notice that their job is gone as they notice that it was cancelled.
 */

/** Deletes up to `limit` rows and returns their number. */
type Deletion = (db: Db, ownerId: OwnerId, limit: number) => Promise<number>

/** Files have hundreds of parts. */
const maxFiles = 50
/**
 * Servers can let requests of the account through for five seconds, and those that run then take a while. Until then the
 * owner stays, with what they need: its lists, and the files that are being read.
 */
const settledAfter = sql`interval '1 minute'`

const rowsOf =
  (table: string, condition: RawBuilder<unknown> = sql`true`): Deletion =>
  async (db, ownerId, limit) => {
    const { numAffectedRows = 0n } = await sql`
      delete from ${sql.table(table)} where ctid = any(array(
        select ctid from ${sql.table(table)} where owner_id = ${ownerId} and ${condition}
        limit ${limit} for update skip locked
      ))`.execute(db)
    return Number(numAffectedRows)
  }

const feeds: Deletion = async (db, ownerId, limit) => {
  const { rows } = await sql<{ count: number }>`
    with deleted as (
      delete from calendar_feed where id in (
        select id from calendar_feed where owner_id = ${ownerId} order by id limit ${limit} for update skip locked
      ) returning token_hash
    ), retired as (
      insert into retired_feed_token (token_hash) select token_hash from deleted
    )
    select count(*) from deleted`.execute(db)
  return rows[0]?.count ?? 0
}

/** Published files. What a worker has staged is found by `deleteOrphanedParts`. */
const artifacts: Deletion = async (db, ownerId, limit) => {
  const { rows } = await sql<{ count: number }>`
    with deleted as (
      delete from artifact where id in (
        select id from artifact where owner_id = ${ownerId} limit ${Math.min(limit, maxFiles)} for update skip locked
      ) returning job_id, attempt
    ), parts as (
      delete from artifact_part part using deleted
      where part.job_id = deleted.job_id and part.attempt = deleted.attempt
    )
    select count(*) from deleted`.execute(db)
  return rows[0]?.count ?? 0
}

/** The conditions are those of the indexes: there is none for all jobs of an owner. */
const jobs = {
  requested: rowsOf('calendar_job', sql`feed_id is null`),
  waiting: rowsOf('calendar_job', isWaiting),
  ofFeeds: rowsOf('calendar_job', sql`feed_id is not null and finished_at is not null`),
}

const importFiles: Deletion = (db, ownerId, limit) =>
  rowsOf('import_file')(db, ownerId, Math.min(limit, maxFiles))

const atOnce: Deletion[] = [
  feeds,
  jobs.requested,
  jobs.waiting,
  rowsOf('todo'),
  rowsOf('deleted_todo'),
  rowsOf('deleted_list'),
  rowsOf('todo_key'),
  rowsOf('idempotency_key'),
  jobs.ofFeeds,
]
const whenSettled: Deletion[] = [artifacts, importFiles, rowsOf('todo_list'), owner]

export const deleteFeedsOf = async (tx: Db, ownerId: OwnerId): Promise<void> => {
  await feeds(tx, ownerId, Number.MAX_SAFE_INTEGER)
}

/**
 * Deletes some rows of an owner whose account was deleted.
 *
 * @returns the number of deleted rows; 0 when nothing is left that can be deleted yet
 */
export async function deleteOwnedRows(db: Db, ownerId: OwnerId, limit: number): Promise<number> {
  const isSettled = await findIsSettled(db, ownerId)
  if (isSettled === undefined) return 0
  for (const remove of isSettled ? [...atOnce, ...whenSettled] : atOnce) {
    const count = await remove(db, ownerId, limit)
    if (count > 0) return count
  }
  return 0
}

/** Deletes some rows that deleted accounts have left. @returns `limit` when there may be more */
export async function deleteRowsOfDeletedAccounts(db: Db, limit: number): Promise<number> {
  const owners = await db
    .selectFrom('owner')
    .select('id')
    .where('deleted_at', 'is not', null)
    .orderBy('deleted_at')
    .execute()
  for (const { id } of owners) if ((await deleteOwnedRows(db, id, limit)) > 0) return limit
  return 0
}

/** Undefined for owners whose account was not deleted. */
async function findIsSettled(db: Db, ownerId: OwnerId): Promise<boolean | undefined> {
  const row = await db
    .selectFrom('owner')
    .select(sql<boolean>`deleted_at < now() - ${settledAfter}`.as('is_settled'))
    .where('id', '=', ownerId)
    .where('deleted_at', 'is not', null)
    .executeTakeFirst()
  return row?.is_settled
}

const foreignKeyViolation = '23503'

/** Comes last. The owner of an installation without accounts is created again, empty. */
async function owner(db: Db, ownerId: OwnerId): Promise<number> {
  try {
    return await db.transaction().execute(async tx => {
      const { numDeletedRows } = await tx.deleteFrom('owner').where('id', '=', ownerId).executeTakeFirst()
      if (ownerId === localOwner) await tx.insertInto('owner').values({ id: localOwner }).execute()
      return Number(numDeletedRows)
    })
  } catch (error) {
    // Rows that were locked, or written in the meantime, are deleted the next time.
    if (error instanceof DatabaseError && error.code === foreignKeyViolation) return 0
    throw error
  }
}
