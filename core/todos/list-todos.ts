import type { OwnerId } from '../../schema/owner.ts'
import type { Todo } from '../../schema/todo.ts'
import type { TodoFilter, TodoOrder, TodoSort } from '../../schema/todo-list.ts'
import type { Db } from '../db.ts'
import { createShare } from '../share.ts'
import { matches } from './todo-filter.ts'
import { todoColumns, toTodo } from './todo-row.ts'
import { sortBy, type TodoPosition, toPosition } from './todo-sort.ts'

type Sorting = {
  sort: TodoSort
  /** Undefined: the newest first, the nearest deadline first, by the alphabet. */
  order?: TodoOrder | undefined
}

type Page = Sorting & {
  limit: number
  /** Of a list of the same sort. */
  after?: TodoPosition | undefined
}

export type TodoLister = (ownerId: OwnerId, filter: TodoFilter, page: Page) => Promise<readonly Todo[]>

/** A class comes to look at its list together: who asks for the same page at once shares one reading. */
export function createTodoLister(db: Db): TodoLister {
  const share = createShare<readonly Todo[]>()
  return (ownerId, filter, page) =>
    share(JSON.stringify([ownerId, filter, page]), () => listTodos(db, ownerId, filter, page))
}

async function listTodos(
  db: Db,
  ownerId: OwnerId,
  filter: TodoFilter,
  { sort, order, limit, after }: Page,
): Promise<Todo[]> {
  const { orderBy, isBehind } = sortBy(sort, order)
  let query = db.selectFrom('todo').select(todoColumns).where(matches(ownerId, filter))
  if (after) query = query.where(isBehind(after))
  const rows = await query.orderBy(orderBy).limit(limit).execute()
  return rows.map(toTodo)
}

const pageSize = 1000

/**
 * The whole list in pages, so that neither memory nor a connection is held by a slow reader. A todo that is made
 * meanwhile may be missing and one that is deleted may be there; none comes twice unless its sort key changes.
 */
export async function* allTodos(
  listTodos: TodoLister,
  ownerId: OwnerId,
  filter: TodoFilter,
  { sort, order }: Sorting,
): AsyncGenerator<readonly Todo[]> {
  let after: TodoPosition | undefined
  for (;;) {
    const page = await listTodos(ownerId, filter, { sort, order, limit: pageSize, after })
    if (page.length > 0) yield page
    const last = page.at(-1)
    if (!last || page.length < pageSize) return
    after = toPosition(sort, last)
  }
}
