import { type RawBuilder, sql } from 'kysely'
import type { OwnerId } from '../../schema/owner.ts'
import { type NewTodoInput, type Todo, toDeadline } from '../../schema/todo.ts'
import { AppError } from '../app-error.ts'
import type { Db } from '../database/db.ts'
import { hashJson } from '../hash-json.ts'
import { todoColumns, type TodoColumns, toTodo } from './todo-row.ts'
import { trashedColumns } from './trash.ts'

/** No longer than a tombstone is kept, so that a key always finds its todo or the record of the deletion. */
const keyLifetime = sql`interval '90 days'`

/** Chosen by the client for a new todo: the same request again returns the same todo. */
export type TodoKey = { key: string; requestHash: string }

const defaults = new Map(
  Object.entries({ completed: false, tags: [], priority: 'none' }).map(([name, value]) => [
    name,
    JSON.stringify(value),
  ]),
)

/** Fields that have their default are left out: a field that is added to todos changes no hash. */
export function hashNewTodo(input: NewTodoInput): string {
  const chosen = Object.entries({ ...input, ...toDeadline(input) })
    .filter(([name, value]) => (value ?? null) !== null && JSON.stringify(value) !== defaults.get(name))
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
  return hashJson(chosen)
}

/** Reserves a key and the id of the todo that the same statement creates; no row when the key belongs to another todo. */
export const reserveTodoKey = (ownerId: OwnerId, { key, requestHash }: TodoKey): RawBuilder<unknown> => sql`
  insert into todo_key (owner_id, key, request_hash, todo_id)
  values (${ownerId}, ${key}, ${requestHash}, nextval('todo_id_seq'))
  on conflict (owner_id, key) do update
    set request_hash = excluded.request_hash, todo_id = excluded.todo_id, created_at = excluded.created_at
    where todo_key.created_at < now() - ${keyLifetime}
  returning owner_id, todo_id`

const columns = sql.join(todoColumns.map(column => sql.ref(`todo.${column}`)))

/**
 * The todo that was created with a key, as it is now; also when it is in the trash.
 *
 * @returns undefined when the key is free
 * @throws AppError conflict when the key was used with another input, and gone when the todo was deleted permanently
 */
export async function findTodoOfKey(
  db: Db,
  ownerId: OwnerId,
  { key, requestHash }: TodoKey,
): Promise<Todo | undefined> {
  const { rows } = await sql<{ request_hash: string } & (TodoColumns | { id: null })>`
    select request_hash, created.* from todo_key left join lateral (
      select ${columns} from todo where todo.id = todo_id and todo.owner_id = todo_key.owner_id
      union all
      select ${trashedColumns} from deleted_todo, jsonb_populate_record(null::todo, deleted_todo.todo) as trashed
      where deleted_todo.id = todo_id and deleted_todo.owner_id = todo_key.owner_id and deleted_todo.todo is not null
    ) as created on true
    where todo_key.owner_id = ${ownerId} and key = ${key} and todo_key.created_at >= now() - ${keyLifetime}`.execute(
    db,
  )
  const [found] = rows
  if (!found) return undefined
  if (found.request_hash !== requestHash)
    throw new AppError('conflict', 'The idempotency key was already used with a different todo')
  if (found.id === null) throw new AppError('gone', 'The todo of this idempotency key was deleted')
  return toTodo(found)
}

/** @returns the number of deleted keys */
export async function deleteOldTodoKeys(db: Db, limit: number): Promise<number> {
  const { numAffectedRows = 0n } = await sql`
    delete from todo_key where (owner_id, key) in (
      select owner_id, key from todo_key where created_at < now() - ${keyLifetime}
      order by created_at limit ${limit} for update skip locked
    )`.execute(db)
  return Number(numAffectedRows)
}
