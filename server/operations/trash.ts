import { maxSliceBytes, sizeOf } from '../../core/todos/list-todos.ts'
import {
  emptyTrash as empty,
  listTrash as list,
  restoreTodo as restore,
  type TrashedTodo,
} from '../../core/todos/trash.ts'
import type { Todo } from '../../schema/todo.ts'
import type { RequestContext } from '../context.ts'
import { toPreparedBytes } from '../http/responses.ts'
import type { TrashInput } from './list-inputs.ts'
import { type Page, toTrashCursor } from './paging.ts'
import { announce } from './todo-changes.ts'
import { assertTodoId } from './todos.ts'

/** A page of the trash. With long texts it has fewer todos than were asked for. */
export async function listTrash(
  { db, ownerId, responses, outgoing }: RequestContext,
  { first, after }: TrashInput,
): Promise<Page<TrashedTodo>> {
  const reservation = await responses.reserve(outgoing, toPreparedBytes(2 * maxSliceBytes))
  const { todos, hasMore } = await list(db, ownerId, { limit: first, maxBytes: maxSliceBytes, before: after })
  reservation.resize(toPreparedBytes(todos.reduce((sum, todo) => sum + sizeOf(todo), 0)))
  const last = todos.at(-1)
  return { rows: todos, next: last && hasMore ? toTrashCursor(last) : undefined, toCursor: toTrashCursor }
}

/** @throws AppError notFound, and conflict when there are too many todos */
export const restoreTodo = async (ctx: RequestContext, id: number): Promise<Todo> =>
  announce(ctx, restore(ctx.db, ctx.ownerId, assertTodoId(id), ctx.config.MAX_TODOS))

export const emptyTrash = ({ db, ownerId }: RequestContext): Promise<number> => empty(db, ownerId)
