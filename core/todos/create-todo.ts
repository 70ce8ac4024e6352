import { sql } from 'kysely'
import type { OwnerId } from '../../schema/owner.ts'
import type { NewTodo, Todo } from '../../schema/todo.ts'
import type { Db } from '../db.ts'
import { todoColumns, toTodo } from './todo-row.ts'
import { markTodosChanged } from './todos-changed.ts'

export async function createTodo(db: Db, ownerId: OwnerId, todo: NewTodo): Promise<Todo> {
  const { title, description = null, completed = false, deadlineAt = null } = todo
  return db.transaction().execute(async tx => {
    await markTodosChanged(tx, ownerId)
    const row = await tx
      .insertInto('todo')
      .values({
        owner_id: ownerId,
        title,
        description,
        completed,
        completed_at: completed ? sql<string>`statement_timestamp()` : null,
        deadline_at: deadlineAt,
      })
      .returning(todoColumns)
      .executeTakeFirstOrThrow()
    return toTodo(row)
  })
}
