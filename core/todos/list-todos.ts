import { type SqlBool, sql } from 'kysely'
import type { OwnerId } from '../../schema/owner.ts'
import type { Todo } from '../../schema/todo.ts'
import type { Db } from '../db.ts'
import { todoColumns, toTodo } from './todo-row.ts'

export type TodoFilter = {
  completed?: boolean | undefined
  /** Deadline at most so many days from now, the overdue ones included. */
  windowDays?: number | undefined
}

export type TodoOrder = 'asc' | 'desc'

/** The place of a todo in the list; the next page begins behind it. */
type TodoPosition = Pick<Todo, 'createdAt' | 'id'>

type Page = { order: TodoOrder; limit: number; after?: TodoPosition | undefined }

/** By the time of creation, then by id. */
export async function listTodos(
  db: Db,
  ownerId: OwnerId,
  { completed, windowDays }: TodoFilter,
  { order, limit, after }: Page,
): Promise<Todo[]> {
  let query = db.selectFrom('todo').select(todoColumns).where('owner_id', '=', ownerId)
  if (completed !== undefined) query = query.where('completed', '=', completed)
  if (windowDays !== undefined) {
    query = query.where('deadline_at', '<=', sql<string>`now() + make_interval(days => ${windowDays}::int)`)
  }
  if (after) {
    const behind = order === 'asc' ? sql`>` : sql`<`
    query = query.where(
      sql<SqlBool>`(created_at, id) ${behind} (${after.createdAt}::timestamptz, ${after.id}::bigint)`,
    )
  }
  const rows = await query.orderBy('created_at', order).orderBy('id', order).limit(limit).execute()
  return rows.map(toTodo)
}

const pageSize = 1000

/**
 * The whole list in pages, so that neither memory nor a connection is held by a slow reader. A todo that is made
 * meanwhile may be missing and one that is deleted may be there; none comes twice.
 */
export async function* allTodos(
  db: Db,
  ownerId: OwnerId,
  filter: TodoFilter,
  order: TodoOrder,
): AsyncGenerator<Todo[]> {
  let after: TodoPosition | undefined
  for (;;) {
    const page = await listTodos(db, ownerId, filter, { order, limit: pageSize, after })
    if (page.length > 0) yield page
    if (page.length < pageSize) return
    after = page.at(-1)
  }
}
