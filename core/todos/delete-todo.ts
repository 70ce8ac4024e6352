import type { OwnerId } from '../../schema/owner.ts'
import type { Todo } from '../../schema/todo.ts'
import type { Db } from '../db.ts'
import { todoColumns, toTodo } from './todo-row.ts'
import { lockOwner, markTodosChanged } from './todos-changed.ts'

/** @returns what was deleted; undefined when there was no such todo */
export async function deleteTodo(db: Db, ownerId: OwnerId, id: number): Promise<Todo | undefined> {
  return db.transaction().execute(async tx => {
    await lockOwner(tx, ownerId)
    const row = await tx
      .deleteFrom('todo')
      .where('id', '=', id)
      .where('owner_id', '=', ownerId)
      .returning(todoColumns)
      .executeTakeFirst()
    if (!row) return undefined
    await markTodosChanged(tx, ownerId)
    return toTodo(row)
  })
}
