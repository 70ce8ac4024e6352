import { sql } from 'kysely'
import type { OwnerId } from '../../schema/owner.ts'
import type { Todo } from '../../schema/todo.ts'
import type { Db } from '../database/db.ts'
import { todoColumns, type TodoColumns, toTodo } from './todo-row.ts'
import { nextRevision, ownerLock } from './todos-changed.ts'

/**
 * Moves a todo to the trash, from which `restoreTodo` takes it back. One statement, for the same reason as `createTodo`.
 *
 * @returns the deleted todo; undefined when there was none
 */
export async function deleteTodo(db: Db, ownerId: OwnerId, id: number): Promise<Todo | undefined> {
  const { rows } = await sql<TodoColumns>`
    with locked as (${ownerLock(ownerId)}),
    deleted as (
      delete from todo using locked where todo.id = ${id}::bigint and todo.owner_id = locked.id returning todo.*
    ),
    trashed as (
      insert into deleted_todo (id, owner_id, uid, todos_revision, deleted_at, todo)
      select deleted.id, owner_id, uid, stamp.revision, stamp.at, to_jsonb(deleted) - 'search_text'
      from deleted cross join lateral ${nextRevision(sql.ref('deleted.owner_id'), { created: -1 })} as stamp
    )
    select ${sql.join(todoColumns.map(column => sql.ref(column)))} from deleted`.execute(db)
  return rows[0] && toTodo(rows[0])
}
