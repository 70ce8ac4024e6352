import type { Reservation } from '../../core/concurrency/byte-budget.ts'
import { maxSliceBytes, type TodoPage, type TodoSlice } from '../../core/todos/list-todos.ts'
import { type TodoPosition, toPosition } from '../../core/todos/todo-sort.ts'
import type { Todo } from '../../schema/todo.ts'
import {
  type TodoFilter,
  type TodoFilterInput,
  type TodoOrder,
  type TodoSort,
  toSort,
} from '../../schema/todo-filter.ts'
import type { RequestContext } from '../context.ts'
import { toPreparedBytes } from '../http/responses.ts'
import type { TodoListInput } from './list-inputs.ts'
import { type Page, toTodoCursor } from './paging.ts'
import { resolveFilter } from './resolve-filter.ts'

type ListInput = TodoFilterInput & { sort?: TodoSort | undefined; order?: TodoOrder | undefined }
type List = TodoFilter & { sort: TodoSort; order?: TodoOrder | undefined }

/** A list of which `first` is in memory, within `reservation`. Reading the slices of `rest` needs room of its own. */
export type OpenTodoList = {
  first: readonly Todo[]
  bytes: number
  reservation: Reservation
  rest: AsyncGenerator<TodoSlice> | undefined
  next?: string | undefined
}

/** Rows read at once for a list without a limit. */
const rowsPerRead = 1000

/** A page for a door that writes its answer at once: the room for it stays reserved until the response is closed. */
export async function listTodos(ctx: RequestContext, input: TodoListInput): Promise<Page<Todo>> {
  const { first, bytes, reservation, rest, next, toCursor } = await openTodoPage(ctx, input)
  if (!rest) return { rows: first, next, toCursor }
  const slices = await Array.fromAsync(rest)
  reservation[Symbol.dispose]()
  const totalBytes = slices.reduce((sum, slice) => sum + slice.bytes, bytes)
  await ctx.responses.reserve(ctx.outgoing, toPreparedBytes(totalBytes))
  const rows = [...first]
  for (const { read } of slices) rows.push(...(await read()))
  await ctx.responses.takeTurn(totalBytes)
  return { rows, next, toCursor }
}

export async function openTodoPage(
  ctx: RequestContext,
  { first: size, after, ...input }: TodoListInput,
): Promise<OpenTodoList & { toCursor: (todo: Todo) => string }> {
  const list = await toList(ctx, input)
  // One row more than a page has shows whether another page follows.
  const { todos, rest, heads, ...reserved } = await openRead(ctx, list, size + 1, after)
  const ranks = new Map(list.sort === 'relevance' ? heads.map(({ id, rank }) => [id, rank]) : [])
  const last = heads[size - 1]
  const beyond = heads[size]
  return {
    ...reserved,
    first: todos.slice(0, size),
    rest: rest.length > 0 ? readUntil(rest, beyond?.id) : undefined,
    next: last && beyond && toTodoCursor(list.sort, last),
    toCursor: todo => toTodoCursor(list.sort, { ...todo, rank: ranks.get(todo.id) ?? 0 }),
  }
}

/**
 * The whole list, read page by page, so that a slow reader holds neither memory nor a connection. A todo that is created
 * meanwhile can be missing, and a deleted one can be present; none appears twice unless its sort key changes.
 */
export async function openAllTodos(ctx: RequestContext, input: ListInput): Promise<OpenTodoList> {
  const list = await toList(ctx, input)
  const { todos: first, bytes, reservation, ...page } = await openRead(ctx, list, rowsPerRead)
  const end = toEnd(list.sort, page)
  const rest = page.rest.length > 0 || end ? readAll(ctx, list, page.rest, end) : undefined
  return { first, bytes, reservation, rest }
}

async function toList(ctx: RequestContext, input: ListInput): Promise<List> {
  const list = await resolveFilter(ctx, input)
  return { ...list, sort: toSort(list) }
}

async function openRead(ctx: RequestContext, list: List, limit: number, after?: TodoPosition) {
  const reservation = await ctx.responses.reserve(ctx.outgoing, toPreparedBytes(maxSliceBytes))
  const page = await read(ctx, list, limit, after)
  reservation.resize(toPreparedBytes(page.bytes))
  return { ...page, reservation }
}

const read = (
  { listTodos, ownerId }: RequestContext,
  { sort, order, ...filter }: List,
  limit: number,
  after?: TodoPosition,
): Promise<TodoPage> => listTodos(ownerId, filter, { sort, order, limit, after })

/** Keeps only what is still to be read of a page: there can be thousands of slow readers. */
async function* readAll(
  ctx: RequestContext,
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
        const page = await read(ctx, list, rowsPerRead, after)
        rest = page.rest
        end = toEnd(list.sort, page)
        return page.todos
      },
    }
  }
}

/** The position of the last row of a full read; undefined when nothing can follow. */
function toEnd(sort: TodoSort, { heads }: Pick<TodoPage, 'heads'>): TodoPosition | undefined {
  const last = heads[rowsPerRead - 1]
  return last && toPosition(sort, last)
}

/** Leaves out the todo that was read only to know whether another page follows. */
async function* readUntil(
  rest: readonly TodoSlice[],
  beyond: Todo['id'] | undefined,
): AsyncGenerator<TodoSlice> {
  for (const { bytes, read } of rest) {
    yield {
      bytes,
      async read() {
        const todos = await read()
        // Usually unchanged, so that responses which share the read also share what is written of it.
        return todos.some(({ id }) => id === beyond) ? todos.filter(({ id }) => id !== beyond) : todos
      },
    }
  }
}
