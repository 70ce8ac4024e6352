import { sql } from 'kysely'
import type { Instant } from '../../schema/instant.ts'
import type { OwnerId } from '../../schema/owner.ts'
import type { Tables } from '../../schema/tables.ts'
import type { Todo } from '../../schema/todo.ts'
import { AppError } from '../app-error.ts'
import type { Db } from '../database/db.ts'
import { countTodoRoom, tooManyTodos } from './todo-limit.ts'
import { todoColumns, type TodoColumns, toTodo } from './todo-row.ts'
import { lockOwner, stampChange } from './todos-changed.ts'

/*
 * A deleted todo is a row of `deleted_todo`: for 30 days with the todo, which can be restored, and for another 60 days as a
 * tombstone, so that devices that were away learn of the deletion.
 */

export const trashDays = 30
const tombstoneDays = 90

export type TrashedTodo = Todo & { deletedAt: Instant }

type TrashPage = {
  limit: number
  /** A page ends after the todo with which its texts reach this size. */
  maxBytes: number
  before?: readonly [deletedAt: Instant, id: number] | undefined
}

const restoredListId = sql`(
  select list.id from todo_list as list
  where list.owner_id = trashed.owner_id and (list.id = trashed.list_id or list.is_inbox)
  order by list.is_inbox limit 1) as list_id`

/** The columns of `trashed`, a deleted todo, as it would be restored: in the inbox if its list is gone. */
export const trashedColumns = sql.join(
  todoColumns.map(column => (column === 'list_id' ? restoredListId : sql.ref(`trashed.${column}`))),
)

/** The deleted todos that can be restored, the last deleted first. */
export async function listTrash(
  db: Db,
  ownerId: OwnerId,
  { limit, maxBytes, before }: TrashPage,
): Promise<{ todos: TrashedTodo[]; hasMore: boolean }> {
  const [deletedAt = 'infinity', id = 0] = before ?? []
  const newestFirst = sql`order by deleted_at desc, id desc`
  const { rows } = await sql<TodoColumns & { deleted_at: Instant; count: number }>`
    with page as (
      select * from deleted_todo
      where owner_id = ${ownerId} and todo is not null
        and (deleted_at, id) < (${deletedAt}::timestamptz, ${id}::bigint)
      ${newestFirst} limit ${limit + 1}
    ), measured as (
      select *, count(*) over () as count,
        coalesce(sum(octet_length(todo ->> 'description')) over (${newestFirst} rows between unbounded preceding and 1 preceding), 0) as bytes_before
      from page
    )
    select ${trashedColumns}, measured.deleted_at, count
    from measured, jsonb_populate_record(null::todo, measured.todo) as trashed
    where bytes_before < ${maxBytes} order by measured.deleted_at desc, measured.id desc limit ${limit}`.execute(
    db,
  )
  return {
    todos: rows.map(row => ({ ...toTodo(row), deletedAt: row.deleted_at })),
    hasMore: rows.length < (rows[0]?.count ?? 0),
  }
}

/**
 * Restores a todo from the trash, with its id and its UID; into the inbox if its list is gone. A todo that is not deleted
 * stays as it is.
 *
 * @throws AppError notFound; conflict when the owner has `maxTodos`
 */
export async function restoreTodo(db: Db, ownerId: OwnerId, id: number, maxTodos = 0): Promise<Todo> {
  const restored = await db.transaction().execute(async tx => {
    await lockOwner(tx, ownerId)
    const present = await tx
      .selectFrom('todo')
      .select(todoColumns)
      .where('id', '=', id)
      .where('owner_id', '=', ownerId)
      .executeTakeFirst()
    if (present) return toTodo(present)
    const { rows: found } = await sql`
      select from deleted_todo where id = ${id}::bigint and owner_id = ${ownerId} and todo is not null
      for no key update`.execute(tx)
    if (found.length === 0) throw new AppError('notFound', 'Todo not found in the trash')
    if ((await countTodoRoom(tx, ownerId, { maxTodos, wanted: 1 })) < 1) return undefined
    const { at, revision } = await stampChange(tx, ownerId, { created: 1 })
    const { rows } = await sql<TodoColumns>`
      with taken as (delete from deleted_todo where id = ${id}::bigint returning todo)
      insert into todo (${sql.join(restoredColumns.map(column => sql.ref(column)))}, list_id, revision, todos_revision, updated_at, revised_at)
      overriding system value
      select ${sql.join(restoredColumns.map(column => sql.ref(`trashed.${column}`)))},
        (select id from todo_list where owner_id = ${ownerId} and todo_list.id = trashed.list_id),
        trashed.revision + 1, ${revision}::bigint, ${at}::timestamptz,
        greatest(${at}::timestamptz, trashed.revised_at + interval '1 second')
      from taken, jsonb_populate_record(null::todo, taken.todo) as trashed
      returning ${sql.join(todoColumns.map(column => sql.ref(column)))}`.execute(tx)
    return toTodo(rows[0] as TodoColumns)
  })
  // Not before the commit, which records when the todos were counted.
  if (!restored) throw tooManyTodos(maxTodos)
  return restored
}

type ComputedColumn = 'search_text' | 'list_id' | 'revision' | 'todos_revision' | 'updated_at' | 'revised_at'

/** A record, so that the compiler asks for a column that is added to todos. */
const restoredColumns = Object.keys({
  id: true,
  owner_id: true,
  uid: true,
  title: true,
  description: true,
  completed: true,
  completed_at: true,
  deadline_at: true,
  deadline_on: true,
  repeat_rule: true,
  repeat_from: true,
  repeat_zone: true,
  completions: true,
  tags: true,
  priority: true,
  properties: true,
  import_hash: true,
  created_at: true,
} satisfies Record<Exclude<keyof Tables['todo'], ComputedColumn>, true>)

/** Moves todos that were created in the same transaction to the trash, as of a time in the past, under their own revision. */
export async function moveToTrash(
  tx: Db,
  ownerId: OwnerId,
  deleted: readonly { uid: string; deletedAt: string }[],
): Promise<void> {
  if (deleted.length === 0) return
  await sql`
    with trashed as (
      delete from todo using unnest(
        ${deleted.map(({ uid }) => uid)}::text[], ${deleted.map(({ deletedAt }) => deletedAt)}::timestamptz[]
      ) as given (given_uid, deleted_at) where todo.owner_id = ${ownerId} and todo.uid = given_uid
      returning todo.id, owner_id, uid, todos_revision, given.deleted_at, to_jsonb(todo) - 'search_text' as todo
    ), counted as (
      update owner set todo_count = todo_count - (select count(*) from trashed) where id = ${ownerId}
    )
    insert into deleted_todo (id, owner_id, uid, todos_revision, deleted_at, todo)
    select id, owner_id, uid, todos_revision, least(deleted_at, now()), todo from trashed`.execute(tx)
}

/** Deletes an owner's trashed todos permanently. @returns how many */
export async function emptyTrash(db: Db, ownerId: OwnerId): Promise<number> {
  const { numAffectedRows = 0n } = await sql`
    update deleted_todo set todo = null where owner_id = ${ownerId} and todo is not null`.execute(db)
  return Number(numAffectedRows)
}

/** Deletes todos permanently that have been in the trash for 30 days. @returns how many */
export async function emptyOldTrash(db: Db, limit: number): Promise<number> {
  const { numAffectedRows = 0n } = await sql`
    update deleted_todo set todo = null where id in (
      select id from deleted_todo
      where todo is not null and deleted_at < now() - make_interval(days => ${trashDays})
      order by deleted_at limit ${limit} for update skip locked
    )`.execute(db)
  return Number(numAffectedRows)
}

/** Deletes tombstones after 90 days; from then on the change log begins after them. @returns how many */
export async function deleteOldTombstones(db: Db, limit: number): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    with expired as (
      select id from deleted_todo where deleted_at < now() - make_interval(days => ${tombstoneDays})
      order by deleted_at limit ${limit} for update skip locked
    ), deleted as (
      delete from deleted_todo using expired where deleted_todo.id = expired.id
      returning owner_id, todos_revision
    ), moved as (
      update owner set todos_log_from = greatest(todos_log_from, newest) from (
        select owner_id, max(todos_revision) as newest from deleted group by owner_id
      ) as last where owner.id = last.owner_id
    )
    select count(*) from deleted`.execute(db)
  return rows[0]?.count ?? 0
}
