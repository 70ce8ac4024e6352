import { type RawBuilder, sql, type SqlBool } from 'kysely'
import { DatabaseError } from 'pg'
import type { OwnerId } from '../../schema/owner.ts'
import { maxLists, type NewTodoList, type TodoList, type TodoListChange } from '../../schema/lists.ts'
import { foldText } from '../../schema/fold-text.ts'
import { AppError } from '../app-error.ts'
import type { Db } from '../database/db.ts'
import { lockOwner, stampChange } from '../todos/todos-changed.ts'

/** All lists of an owner, in the order in which they are shown. */
export async function getTodoLists(db: Db, ownerId: OwnerId): Promise<TodoList[]> {
  const rows = await db
    .selectFrom('todo_list')
    .select(['id', 'name', 'color', 'is_inbox', 'created_at', 'updated_at'])
    .where('owner_id', '=', ownerId)
    .orderBy('position')
    .orderBy('id')
    .execute()
  return rows.map(
    ({ is_inbox: isInbox, created_at: createdAt, updated_at: updatedAt, ...list }, position) => ({
      ...list,
      position,
      isInbox,
      createdAt,
      updatedAt,
    }),
  )
}

/** @throws AppError badInput for a name that another list has, and when there are too many lists */
export async function createTodoList(
  db: Db,
  ownerId: OwnerId,
  { name, color = null, position }: NewTodoList,
): Promise<TodoList> {
  return db.transaction().execute(async tx => {
    const lists = await lockLists(tx, ownerId)
    if (lists.length >= maxLists) throw new AppError('badInput', `there can be at most ${maxLists} lists`)
    assertUnused(lists, name)
    const { id } = await tx
      .insertInto('todo_list')
      .values({ owner_id: ownerId, name, color, position: nextPosition(ownerId) })
      .returning('id')
      .executeTakeFirstOrThrow()
    if (position !== undefined) await place(tx, ownerId, lists, id, position)
    return finishChange(tx, ownerId, id)
  })
}

/** The places of all lists, also of deleted ones, which are restored at theirs. */
const placesOf = (ownerId: OwnerId) => sql`(
  select id, position from todo_list where owner_id = ${ownerId}
  union all select id, position from deleted_list where owner_id = ${ownerId}
) as places`

const nextPosition = (ownerId: OwnerId) => sql<number>`(select max(position) + 1 from ${placesOf(ownerId)})`

/**
 * Finds the lists with these names within a transaction that has locked the owner, and creates those that are missing, as far
 * as there can be more.
 *
 * @returns ids by folded name
 */
export async function findOrCreateLists(
  tx: Db,
  ownerId: OwnerId,
  names: readonly string[],
): Promise<Map<string, number>> {
  const lists = await getTodoLists(tx, ownerId)
  const ids = new Map(lists.map(list => [foldText(list.name), list.id]))
  const missing = new Map(names.map(name => [foldText(name), name]))
  for (const folded of ids.keys()) missing.delete(folded)
  const created = [...missing].slice(0, Math.max(0, maxLists - lists.length))
  if (created.length === 0) return ids
  const rows = await tx
    .insertInto('todo_list')
    .values(
      created.map(([, name], index) => ({
        owner_id: ownerId,
        name,
        color: null,
        position: sql<number>`${nextPosition(ownerId)} + ${index}::int`,
      })),
    )
    .returning(['id', 'name'])
    .execute()
  await stampLists(tx, ownerId)
  for (const { id, name } of rows) ids.set(foldText(name), id)
  return ids
}

/** @throws AppError notFound, and badInput for a name that another list has */
export async function updateTodoList(
  db: Db,
  ownerId: OwnerId,
  id: number,
  change: TodoListChange,
): Promise<TodoList> {
  return db.transaction().execute(async tx => {
    const lists = await lockLists(tx, ownerId)
    const before = getList(lists, id)
    const { name = before.name, color = before.color, position = before.position } = change
    if (name === before.name && color === before.color && position === before.position) return before
    assertUnused(lists, name, id)
    await tx
      .updateTable('todo_list')
      .set({ name, color, updated_at: sql<string>`clock_timestamp()` })
      .where('id', '=', id)
      .execute()
    if (position !== before.position) await place(tx, ownerId, lists, id, position)
    return finishChange(tx, ownerId, id)
  })
}

/** The lists, within a transaction that has locked the owner from then on. */
export async function lockLists(tx: Db, ownerId: OwnerId): Promise<TodoList[]> {
  await lockOwner(tx, ownerId)
  return getTodoLists(tx, ownerId)
}

/** @throws AppError notFound */
export function getList(lists: readonly TodoList[], id: number): TodoList {
  const list = lists.find(list => list.id === id)
  if (!list) throw new AppError('notFound', 'List not found')
  return list
}

/** @throws AppError badInput */
export function assertUnused(lists: readonly TodoList[], name: string, ownId?: number): void {
  const other = lists.find(list => list.id !== ownId && foldText(list.name) === foldText(name))
  if (other) throw new AppError('badInput', `name: there is already a list named ${other.name}`)
}

/** Moves a list to an index of the others and numbers all lists. */
async function place(
  tx: Db,
  ownerId: OwnerId,
  lists: readonly TodoList[],
  id: number,
  index: number,
): Promise<void> {
  const next = lists.filter(list => list.id !== id)[index]
  const { rows } = await sql<{ id: number }>`
    select id from ${placesOf(ownerId)} where id <> ${id} order by position, id`.execute(tx)
  const ids = rows.map(({ id }) => id)
  ids.splice(next ? ids.indexOf(next.id) : ids.length, 0, id)
  const placed = sql`unnest(${ids}::bigint[]) with ordinality as placed (id, n)`
  await sql`
    with deleted as (
      update deleted_list set position = n - 1 from ${placed} where deleted_list.id = placed.id
    )
    update todo_list set position = n - 1 from ${placed} where todo_list.id = placed.id`.execute(tx)
}

export async function finishChange(tx: Db, ownerId: OwnerId, id: number): Promise<TodoList> {
  await stampLists(tx, ownerId)
  return getList(await getTodoLists(tx, ownerId), id)
}

/** Enters a change of the lists in the change log. */
export async function stampLists(tx: Db, ownerId: OwnerId): Promise<void> {
  const { revision } = await stampChange(tx, ownerId)
  await tx.updateTable('owner').set({ lists_revision: revision }).where('id', '=', ownerId).execute()
}

/** Moves the todos of an owner that a condition matches to a list. */
export async function moveTodos(
  tx: Db,
  ownerId: OwnerId,
  condition: RawBuilder<SqlBool>,
  listId: number,
): Promise<void> {
  const { count } = await tx
    .selectFrom('todo')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('owner_id', '=', ownerId)
    .where(condition)
    .executeTakeFirstOrThrow()
  if (count === 0) return
  const { at, revision } = await stampChange(tx, ownerId, { changes: count })
  await sql`
    update todo set list_id = ${listId}, updated_at = ${at}::timestamptz, todos_revision = ${revision}::bigint - n + 1
    from (
      select id, row_number() over (order by id) as n from todo where owner_id = ${ownerId} and ${condition}
    ) as moved
    where todo.id = moved.id`.execute(tx)
}

/** An owner's todos must be in lists of the same owner. @throws AppError badInput for any other */
export async function assertListOf<T>(write: Promise<T>): Promise<T> {
  try {
    return await write
  } catch (error) {
    if (error instanceof DatabaseError && error.constraint === 'todo_in_list')
      throw new AppError('badInput', 'list: there is no such list')
    throw error
  }
}
