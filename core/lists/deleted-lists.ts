import { sql } from 'kysely'
import type { OwnerId } from '../../schema/owner.ts'
import { maxLists, type TodoList } from '../../schema/lists.ts'
import { AppError } from '../app-error.ts'
import type { Db } from '../database/db.ts'
import { trashDays } from '../todos/trash.ts'
import { assertUnused, finishChange, getList, lockLists, moveTodos, stampLists } from './todo-lists.ts'

/*
 * A deleted list is a row of `deleted_list` for 30 days, as its todos would be in the trash.
 */

/**
 * Deletes a list and moves its todos to the inbox.
 *
 * @returns the deleted list @throws AppError notFound, and badInput for the inbox
 */
export async function deleteTodoList(db: Db, ownerId: OwnerId, id: number): Promise<TodoList> {
  return db.transaction().execute(async tx => {
    const lists = await lockLists(tx, ownerId)
    const list = getList(lists, id)
    if (list.isInbox) throw new AppError('badInput', 'The inbox cannot be deleted')
    await sql`
      insert into deleted_list (id, owner_id, name, color, position, created_at, todo_ids)
      select id, owner_id, name, color, position, created_at,
        array(select todo.id from todo where todo.owner_id = ${ownerId} and list_id = ${id})
      from todo_list where id = ${id}`.execute(tx)
    await moveTodos(tx, ownerId, sql`list_id = ${id}`, findInbox(lists).id)
    await tx.deleteFrom('todo_list').where('id', '=', id).execute()
    await stampLists(tx, ownerId)
    return list
  })
}

const findInbox = (lists: readonly TodoList[]): TodoList => lists.find(({ isInbox }) => isInbox) as TodoList

/**
 * Restores a deleted list with its id, at its place, and moves its todos back that are in the inbox. A list that is not deleted
 * stays as it is.
 *
 * @throws AppError notFound, and badInput for a name that another list has by now, and when there are too many lists
 */
export async function restoreTodoList(db: Db, ownerId: OwnerId, id: number): Promise<TodoList> {
  if (!Number.isSafeInteger(id)) throw new AppError('notFound', 'Deleted list not found')
  return db.transaction().execute(async tx => {
    const lists = await lockLists(tx, ownerId)
    const present = lists.find(list => list.id === id)
    if (present) return present
    const deleted = await tx
      .deleteFrom('deleted_list')
      .where('id', '=', id)
      .where('owner_id', '=', ownerId)
      .returning(['name', 'color', 'position', 'created_at', 'todo_ids'])
      .executeTakeFirst()
    if (!deleted) throw new AppError('notFound', 'Deleted list not found')
    if (lists.length >= maxLists) throw new AppError('badInput', `there can be at most ${maxLists} lists`)
    assertUnused(lists, deleted.name)
    const { name, color, position, created_at: createdAt, todo_ids: todoIds } = deleted
    await sql`
      insert into todo_list (id, owner_id, name, color, position, created_at) overriding system value
      values (${id}, ${ownerId}, ${name}, ${color}, ${position}, ${createdAt}::timestamptz)`.execute(tx)
    await moveTodos(tx, ownerId, sql`id = any(${todoIds}::bigint[]) and list_id = ${findInbox(lists).id}`, id)
    return finishChange(tx, ownerId, id)
  })
}

/** Deletes lists permanently that were deleted 30 days ago. @returns how many */
export async function deleteOldLists(db: Db, limit: number): Promise<number> {
  const { numAffectedRows = 0n } = await sql`
    delete from deleted_list where id in (
      select id from deleted_list where deleted_at < now() - make_interval(days => ${trashDays})
      order by deleted_at limit ${limit} for update skip locked
    )`.execute(db)
  return Number(numAffectedRows)
}
