import { type QueryCreator, type RawBuilder, sql } from 'kysely'
import type { Instant } from '../../schema/instant.ts'
import type { OwnerId } from '../../schema/owner.ts'
import type { Tables } from '../../schema/tables.ts'
import type { Db } from '../database/db.ts'

/**
 * Locks the owner's row. What changes or deletes todos begins with it: two transactions that change several todos each
 * would otherwise lock them in different orders and deadlock.
 */
export const ownerLock = (creator: QueryCreator<Tables>, ownerId: OwnerId) =>
  creator.selectFrom('owner').select('id').where('id', '=', ownerId).forNoKeyUpdate()

/** As a statement of its own, which a transaction begins with. */
export async function lockOwner(tx: Db, ownerId: OwnerId): Promise<void> {
  await ownerLock(tx, ownerId).executeTakeFirstOrThrow()
}

/**
 * Moves the revision that calendars are made of, inside of the statement that changes the todos; its value is the time
 * of the change, read once the owner's row is locked.
 *
 * A function, because its update sees the row as it is now. An update beside `ownerLock` in one statement sees it as it was
 * when the statement began, and comes to a newer version that others wait for already: while a job is inserted, which
 * shares a lock on the owner, PostgreSQL then lets them wait for one another.
 */
export const revisionMove = (ownerId: OwnerId): RawBuilder<Instant> =>
  sql<Instant>`mark_todos_changed(${ownerId})`

/** As a statement of its own, in a transaction. */
export async function markTodosChanged(tx: Db, ownerId: OwnerId): Promise<void> {
  await sql`select ${revisionMove(ownerId)}`.execute(tx)
}
