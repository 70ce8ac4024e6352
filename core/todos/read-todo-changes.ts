import { sql } from 'kysely'
import type { Instant } from '../../schema/instant.ts'
import type { TodoList } from '../../schema/lists.ts'
import type { OwnerId } from '../../schema/owner.ts'
import type { TodoUpdate } from '../../schema/todo-update.ts'
import { type Db, parseTimestamptz } from '../database/db.ts'
import { todoColumns, type TodoColumns, toTodo } from './todo-row.ts'

/** An update with what is not shown to clients. */
export type ReadTodoUpdate = Readonly<TodoUpdate> & {
  /** The lists of the changed todos, as of the same moment. */
  listsOfChanged: readonly TodoList[]
  /** The size of its texts. */
  bytes: number
}

/** An update ends with the todo with which its texts reach this size. */
const maxTextBytes = 64 * 1024
const maxTodos = 500
/** What an update takes at most, with a last todo of 10,000 characters. */
export const maxUpdateBytes = 128 * 1024

/** Whether an update ended early, and would again. */
export const isFull = ({ bytes }: ReadTodoUpdate): boolean => bytes >= maxTextBytes

/** The sizes of a row's other columns, and of a row in the trash. */
const rowBytes = 300
const deletionBytes = 60
const completionBytes = 150

type LogColumns = {
  newest: number
  is_reset: boolean
  lists_changed: boolean | null
  lists: ListFields[] | null
}
type EntryColumns = {
  entry_revision: number
  is_deleted: boolean
  entry_id: number
  entry_uid: string
  bytes: number
}
type Row = LogColumns & { total: number | null } & (EntryColumns & TodoColumns)
type ListFields = [
  id: number,
  name: string,
  color: string | null,
  isInbox: boolean,
  position: number,
  ...times: string[],
]

/**
 * Reads what happened to an owner's todos after a revision, oldest first, each todo once and as it is now. One statement, so
 * that all of it is of one moment. Revisions of an owner are unique and become visible in their order, so nothing can appear
 * later at or before the revision of an update.
 *
 * @param after undefined for nothing but the current revision
 */
export async function readTodoChanges(
  db: Db,
  ownerId: OwnerId,
  after: number | undefined,
): Promise<ReadTodoUpdate> {
  const since = sql`${after ?? null}::bigint`
  const isAfter = sql`owner_id = ${ownerId} and todos_revision > ${since} and not (select is_reset from log)`
  const oldest = sql`order by todos_revision limit ${sql.lit(maxTodos + 1)}`
  const { rows } = await sql<Row>`
    with log as materialized (
      select todos_revision as newest, lists_revision > ${since} as lists_changed,
        coalesce(${since} < todos_log_from or ${since} > todos_revision, false) as is_reset
      from owner where id = ${ownerId}
    ), entries as (
      (select todos_revision, false as is_deleted, id, uid, list_id,
        ${sql.lit(rowBytes)} + octet_length(title) + coalesce(octet_length(description), 0) + pg_column_size(tags)
          + ${sql.lit(completionBytes)} * jsonb_array_length(completions) as bytes
      from todo where ${isAfter} ${oldest})
      union all
      (select todos_revision, true, id, uid, null, ${sql.lit(deletionBytes)} + octet_length(uid)
      from deleted_todo where ${isAfter} ${oldest})
    ), measured as (
      select *, row_number() over in_order as n, sum(bytes) over in_order - bytes as bytes_before, count(*) over () as total
      from entries window in_order as (order by todos_revision)
    ), included as materialized (
      select * from measured where n <= ${sql.lit(maxTodos)} and bytes_before < ${sql.lit(maxTextBytes)}
    ), shown_list as (
      select *, row_number() over (order by position, id) - 1 as place from todo_list where owner_id = ${ownerId}
    )
    select newest, is_reset, lists_changed, total, included.todos_revision as entry_revision, is_deleted,
      included.id as entry_id, included.uid as entry_uid, included.bytes,
      case when coalesce(n, 1) = 1 then (
        select json_agg(json_build_array(id, name, color, is_inbox, place, created_at::text, updated_at::text) order by place)
        from shown_list
        where (select lists_changed and not is_reset from log) or id in (select list_id from included)
      ) end as lists,
      ${sql.join(todoColumns.map(column => sql.ref(`todo.${column}`)))}
    from log left join included on true left join todo on todo.id = included.id and not is_deleted
    order by n`.execute(db)
  return toUpdate(rows)
}

function toUpdate(rows: readonly Row[]): ReadTodoUpdate {
  const [first] = rows
  if (!first) throw new Error('The owner does not exist')
  const { newest, is_reset: reset, lists_changed: isListsChanged } = first
  const entries = rows.filter(row => row.entry_id !== null)
  const lists = (first.lists ?? []).map(toList)
  return {
    revision: entries.length < (first.total ?? 0) ? (entries.at(-1)?.entry_revision ?? newest) : newest,
    changed: entries.filter(row => !row.is_deleted).map(toTodo),
    deleted: entries.filter(row => row.is_deleted).map(row => ({ id: row.entry_id, uid: row.entry_uid })),
    lists: isListsChanged && !reset ? lists : null,
    reset,
    listsOfChanged: lists,
    bytes: entries.reduce((sum, { bytes }) => sum + bytes, rowBytes) + lists.length * rowBytes,
  }
}

const toList = ([id, name, color, isInbox, position, createdAt, updatedAt]: ListFields): TodoList => ({
  id,
  name,
  color,
  position,
  isInbox,
  createdAt: parseTimestamptz(createdAt as Instant),
  updatedAt: parseTimestamptz(updatedAt as Instant),
})
