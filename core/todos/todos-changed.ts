import { type QueryCreator, type RawBuilder, sql } from 'kysely'
import type { Instant } from '../../schema/instant.ts'
import type { OwnerId } from '../../schema/owner.ts'
import type { Tables } from '../../schema/tables.ts'
import type { Db } from '../database/db.ts'

/**
 * Locks the owner's row. Every transaction that changes or deletes todos starts with it: otherwise two that change several
 * todos could lock them in different orders and deadlock.
 */
export const ownerLock = (creator: QueryCreator<Tables>, ownerId: OwnerId) =>
  creator.selectFrom('owner').select('id').where('id', '=', ownerId).forNoKeyUpdate()

/** The lock as the first statement of a transaction. */
export async function lockOwner(tx: Db, ownerId: OwnerId): Promise<void> {
  await ownerLock(tx, ownerId).executeTakeFirstOrThrow()
}

/**
 * Increments the revision of the owner's todos within the statement that changes them. Its value is the time of the change,
 * read after the owner's row is locked.
 *
 * This is a database function because its update must see the current row. An update beside `ownerLock` in one statement
 * sees the row as it was at the start of the statement, and has to follow it to a newer version that other statements
 * already wait for. While a job is inserted, which shares a lock on the owner, that is a deadlock.
 */
export const revisionMove = (ownerId: OwnerId): RawBuilder<Instant> =>
  sql<Instant>`mark_todos_changed(${ownerId})`

/** The increment as a statement of its own in a transaction. */
export async function markTodosChanged(tx: Db, ownerId: OwnerId): Promise<void> {
  await sql`select ${revisionMove(ownerId)}`.execute(tx)
}
