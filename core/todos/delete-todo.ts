import type { OwnerId } from '../../schema/owner.ts'
import type { Todo } from '../../schema/todo.ts'
import type { Db } from '../database/db.ts'
import { todoColumns, toTodo } from './todo-row.ts'
import { ownerLock, revisionMove } from './todos-changed.ts'

/** One statement, for the same reason as `createTodo`. @returns the deleted todo; undefined when there was none */
export async function deleteTodo(db: Db, ownerId: OwnerId, id: number): Promise<Todo | undefined> {
  const row = await db
    .with('locked', cte => ownerLock(cte, ownerId))
    .with('deleted', cte =>
      cte
        .deleteFrom('todo')
        .using('locked')
        .where('todo.id', '=', id)
        .whereRef('todo.owner_id', '=', 'locked.id')
        .returning([
          ...todoColumns.map(column => `todo.${column}` as const),
          revisionMove(ownerId).as('changed_at'),
        ]),
    )
    .selectFrom('deleted')
    .select(todoColumns)
    .executeTakeFirst()
  return row && toTodo(row)
}
