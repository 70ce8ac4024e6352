import { type RawBuilder, sql } from 'kysely'
import type { Instant } from '../../schema/instant.ts'
import type { OwnerId } from '../../schema/owner.ts'
import type { Db } from '../database/db.ts'

/** When todos changed, and the owner's revision since. */
export type ChangeStamp = { at: Instant; revision: number }

type TodosChange = {
  /** The number of todos that change, or are created or deleted. */
  changes?: number
  /** How many todos the owner gains; negative for deleted ones. */
  created?: number
  /** Beyond which the statement fails: see `keepTodoLimit`. 0: no limit. */
  maxTodos?: number
}

/**
 * Locks the owner's row. Every transaction that changes or deletes todos starts with it: otherwise two that change several
 * todos could lock them in different orders and deadlock.
 */
export const ownerLock = (ownerId: OwnerId): RawBuilder<{ id: OwnerId }> =>
  sql`select id from owner where id = ${ownerId} for no key update`

/** The lock as the first statement of a transaction. */
export async function lockOwner(tx: Db, ownerId: OwnerId): Promise<void> {
  const { rows } = await ownerLock(ownerId).execute(tx)
  if (rows.length === 0) throw new Error(`There is no owner ${ownerId}`)
}

/**
 * Increments the revision of the owner's todos within the statement that changes them: a row with the time of the change,
 * read after the owner's row is locked, and the new revision. Each changed or deleted todo stores a revision of its own,
 * the last of which is this one.
 *
 * This is a database function because its update must see the current row. An update beside `ownerLock` in one statement
 * sees the row as it was at the start of the statement, and has to follow it to a newer version that other statements
 * already wait for. While a job is inserted, which shares a lock on the owner, that is a deadlock.
 *
 * @param owner an SQL expression
 */
export const nextRevision = (
  owner: RawBuilder<unknown>,
  { changes = 1, created = 0, maxTodos = 0 }: TodosChange,
): RawBuilder<ChangeStamp> =>
  sql<ChangeStamp>`next_todos_revision(${owner}, ${changes}::int, ${created}::int, ${maxTodos}::int)`

/** The increment as a statement of its own in a transaction. */
export async function stampChange(
  tx: Db,
  ownerId: OwnerId,
  change: Omit<TodosChange, 'maxTodos'> = {},
): Promise<ChangeStamp> {
  const { rows } =
    await sql<ChangeStamp>`select at, revision from ${nextRevision(sql.val(ownerId), change)}`.execute(tx)
  return rows[0] as ChangeStamp
}

/** All todos may have changed, without an entry for each: watchers of the change log read them again. */
export async function resetChangeLog(tx: Db, ownerId: OwnerId): Promise<void> {
  await sql`select mark_todos_changed(${ownerId})`.execute(tx)
}

/** The current revisions of owners, of those that exist. */
export async function readRevisions(
  db: Db,
  ownerIds: readonly OwnerId[],
): Promise<{ id: OwnerId; revision: number }[]> {
  const { rows } = await sql<{ id: OwnerId; revision: number }>`
    select id, todos_revision as revision from owner where id = any(${ownerIds}::text[])`.execute(db)
  return rows
}
