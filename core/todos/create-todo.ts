import { sql } from 'kysely'
import type { OwnerId } from '../../schema/owner.ts'
import type { NewTodo, Todo } from '../../schema/todo.ts'
import type { Db } from '../database/db.ts'
import { todoColumns, type TodoColumns, toTodo } from './todo-row.ts'
import { revisionMove } from './todos-changed.ts'

/** One statement: locking the owner, inserting and committing in a round trip each would take four times as long. */
export async function createTodo(db: Db, ownerId: OwnerId, todo: NewTodo): Promise<Todo> {
  const { title, description = null, completed = false, deadlineAt = null, deadlineOn = null } = todo
  // Materialized, so that the revision moves once, before the todo is created.
  const { rows } = await sql<TodoColumns>`
    with changed as materialized (select ${revisionMove(ownerId)} as at)
    insert into todo (
      owner_id, title, description, completed, completed_at, deadline_at, deadline_on, created_at, updated_at,
      revised_at
    )
    select ${ownerId}, ${title}, ${description}, ${completed}::boolean, case when ${completed} then at end,
      ${deadlineAt}::timestamptz, ${deadlineOn}::date, at, at, at
    from changed
    returning ${sql.join(todoColumns.map(column => sql.ref(column)))}`.execute(db)
  return toTodo(rows[0] as TodoColumns)
}
