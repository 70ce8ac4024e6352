import type { OwnerId } from '../../schema/owner.ts'
import type { TodoCounts, TodoFilter } from '../../schema/todo-filter.ts'
import type { Db } from '../database/db.ts'
import { isOverdue, matches } from './todo-filter.ts'

/** Counts the todos that match the filter, all at the same moment: in one statement. */
export async function countTodos(db: Db, ownerId: OwnerId, filter: TodoFilter): Promise<TodoCounts> {
  return db
    .selectFrom('todo')
    .select(({ fn }) => [
      fn.countAll<number>().as('total'),
      fn.countAll<number>().filterWhere('completed', '=', false).as('open'),
      fn.countAll<number>().filterWhere('completed', '=', true).as('done'),
      fn.countAll<number>().filterWhere(isOverdue).as('overdue'),
    ])
    .where(matches(ownerId, filter))
    .executeTakeFirstOrThrow()
}

export type ListCount = { listId: number; open: number }

/** Counts the open todos of each list that has any. */
export async function countOpenByList(db: Db, ownerId: OwnerId): Promise<ListCount[]> {
  return db
    .selectFrom('todo')
    .select(({ fn }) => ['list_id as listId', fn.countAll<number>().as('open')])
    .where('owner_id', '=', ownerId)
    .where('completed', '=', false)
    .groupBy('list_id')
    .execute()
}
