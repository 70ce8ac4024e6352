import type { Context } from 'hono'
import { maxSliceBytes, type TodoLister, type TodoPage, type TodoSlice } from '../../core/todos/list-todos.ts'
import { type TodoHead, type TodoPosition, toPosition } from '../../core/todos/todo-sort.ts'
import type { OwnerId } from '../../schema/owner.ts'
import type { Todo } from '../../schema/todo.ts'
import type { TodoFilter, TodoOrder, TodoSort } from '../../schema/todo-list.ts'
import type { ServerContext } from '../context.ts'
import { toPreparedBytes } from '../http/responses.ts'
import { createItemsWriter, getOutgoing, jsonArray, wholeArray } from './json-array.ts'
import { toTodoWire } from './todo-wire.ts'

type List = { ownerId: OwnerId; filter: TodoFilter; sort: TodoSort; order?: TodoOrder | undefined }

const pageSize = 1000
const write = createItemsWriter(toTodoWire)

/**
 * Answers the whole list, page by page, so that neither memory nor a connection is held by a slow reader. A todo that is
 * made meanwhile may be missing and one that is deleted may be there; none comes twice unless its sort key changes.
 */
export async function answerAllTodos(c: Context, context: ServerContext, list: List): Promise<Response> {
  const place = await context.responses.reserve(getOutgoing(c), toPreparedBytes(maxSliceBytes))
  const page = await readPage(context.listTodos, list, pageSize)
  place.resize(toPreparedBytes(page.bytes))
  const end = toEnd(list.sort, page)
  if (page.rest.length === 0 && !end) return wholeArray(c, page.todos, write)
  const rest = readAll(context.listTodos, list, page.rest, end)
  return jsonArray(c, { first: page.todos, place, rest }, write, context)
}

/** @param setNext is called with the last todo of the page when another page follows */
export async function answerTodoPage(
  c: Context,
  context: ServerContext,
  list: List & { limit: number; after: TodoPosition | undefined },
  setNext: (last: TodoHead) => void,
): Promise<Response> {
  const { limit, after } = list
  const place = await context.responses.reserve(getOutgoing(c), toPreparedBytes(maxSliceBytes))
  const page = await readPage(context.listTodos, list, limit + 1, after)
  place.resize(toPreparedBytes(page.bytes))
  const last = page.heads[limit - 1]
  const beyond = page.heads[limit]
  if (last && beyond) setNext(last)
  const first = page.todos.slice(0, limit)
  if (page.rest.length === 0) return wholeArray(c, first, write)
  return jsonArray(c, { first, place, rest: readUntil(page.rest, beyond?.id) }, write, context)
}

const readPage = (
  listTodos: TodoLister,
  { ownerId, filter, sort, order }: List,
  limit: number,
  after?: TodoPosition,
): Promise<TodoPage> => listTodos(ownerId, filter, { sort, order, limit, after })

/** Keeps no more of a page than is still to be read: there may be thousands of slow readers. */
async function* readAll(
  listTodos: TodoLister,
  list: List,
  firstRest: readonly TodoSlice[],
  firstEnd: TodoPosition | undefined,
): AsyncGenerator<TodoSlice> {
  let rest = firstRest
  let end = firstEnd
  for (;;) {
    yield* rest
    if (!end) return
    const after = end
    yield {
      bytes: maxSliceBytes,
      async read() {
        const page = await readPage(listTodos, list, pageSize, after)
        rest = page.rest
        end = toEnd(list.sort, page)
        return page.todos
      },
    }
  }
}

/** Where a full page ends; undefined when nothing can follow. */
function toEnd(sort: TodoSort, { heads }: TodoPage): TodoPosition | undefined {
  const last = heads[pageSize - 1]
  return last && toPosition(sort, last)
}

/** Without the todo that was read only to know whether another page follows. */
async function* readUntil(
  rest: readonly TodoSlice[],
  beyond: Todo['id'] | undefined,
): AsyncGenerator<TodoSlice> {
  for (const { bytes, read } of rest) {
    yield { bytes, read: async () => (await read()).filter(({ id }) => id !== beyond) }
  }
}
