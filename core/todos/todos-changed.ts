import { sql } from 'kysely'
import type { OwnerId } from '../../schema/owner.ts'
import type { Db } from '../db.ts'

/**
 * Locks the owner's row. Every change of todos begins with it: two transactions that change several todos each would
 * otherwise lock them in different orders and deadlock.
 */
export async function lockOwner(tx: Db, ownerId: OwnerId): Promise<void> {
  await tx
    .selectFrom('owner')
    .select('id')
    .where('id', '=', ownerId)
    .forNoKeyUpdate()
    .executeTakeFirstOrThrow()
}

/** What moves the revision that calendars are made of, in the statement or transaction that changes the todos. */
export const todosChange = {
  todos_revision: sql<number>`todos_revision + 1`,
  todos_changed_at: sql<string>`clock_timestamp()`,
}

export async function markTodosChanged(tx: Db, ownerId: OwnerId): Promise<void> {
  await tx.updateTable('owner').set(todosChange).where('id', '=', ownerId).execute()
}
