import { type QueryCreator, sql } from 'kysely'
import type { OwnerId } from '../../schema/owner.ts'
import type { Tables } from '../../schema/tables.ts'
import type { Db } from '../db.ts'

/**
 * Locks the owner's row. Every change of todos begins with it: two transactions that change several todos each would
 * otherwise lock them in different orders and deadlock.
 */
export const ownerLock = (creator: QueryCreator<Tables>, ownerId: OwnerId) =>
  creator.selectFrom('owner').select('id').where('id', '=', ownerId).forNoKeyUpdate()

/** As a statement of its own, which a transaction begins with. */
export async function lockOwner(tx: Db, ownerId: OwnerId): Promise<void> {
  await ownerLock(tx, ownerId).executeTakeFirstOrThrow()
}

/** What moves the revision that calendars are made of, in the statement or transaction that changes the todos. */
export const todosChange = {
  todos_revision: sql<number>`todos_revision + 1`,
  todos_changed_at: sql<string>`clock_timestamp()`,
}

/** As a statement of its own, in a transaction. */
export async function markTodosChanged(tx: Db, ownerId: OwnerId): Promise<void> {
  await tx.updateTable('owner').set(todosChange).where('id', '=', ownerId).execute()
}
