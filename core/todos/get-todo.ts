import type { OwnerId } from '../../schema/owner.ts'
import type { Todo } from '../../schema/todo.ts'
import { AppError } from '../app-error.ts'
import type { Db } from '../database/db.ts'
import { todoColumns, toTodo } from './todo-row.ts'

/** @throws AppError notFound */
export async function getTodo(db: Db, ownerId: OwnerId, id: number): Promise<Todo> {
  const row = await db
    .selectFrom('todo')
    .select(todoColumns)
    .where('id', '=', id)
    .where('owner_id', '=', ownerId)
    .executeTakeFirstOrThrow(() => new AppError('notFound', 'Todo not found'))
  return toTodo(row)
}
