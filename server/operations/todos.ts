import { AppError } from '../../core/app-error.ts'
import { countTodos as count } from '../../core/todos/count-todos.ts'
import { createTodo as create } from '../../core/todos/create-todo.ts'
import { deleteTodo as remove } from '../../core/todos/delete-todo.ts'
import { findTodoOfKey, hashNewTodo } from '../../core/todos/todo-key.ts'
import { getTodo as get } from '../../core/todos/get-todo.ts'
import { listTodoDays as listDays, type TodoDay } from '../../core/todos/list-days.ts'
import { updateTodo as update } from '../../core/todos/update-todo.ts'
import { type NewTodoInput, type Todo, type TodoChangeInput, toDeadline } from '../../schema/todo.ts'
import type { TodoCounts, TodoFilterInput } from '../../schema/todo-filter.ts'
import type { RequestContext } from '../context.ts'
import type { TodoDaysInput } from './list-inputs.ts'
import { resolveFilter, resolveList } from './resolve-filter.ts'
import { announce } from './todo-changes.ts'

export const countTodos = async (ctx: RequestContext, filter: TodoFilterInput): Promise<TodoCounts> =>
  count(ctx.db, ctx.ownerId, await resolveFilter(ctx, filter))

export const listTodoDays = async (
  ctx: RequestContext,
  { filter, ...range }: TodoDaysInput,
): Promise<TodoDay[]> => listDays(ctx.db, ctx.ownerId, range, await resolveFilter(ctx, { filter }))

/** @throws AppError notFound, for an id that no todo can have too */
export async function getTodo({ db, ownerId }: RequestContext, id: number): Promise<Todo> {
  return get(db, ownerId, assertTodoId(id))
}

/** @throws AppError badInput, conflict when there are too many; with a key, conflict when it was used with another input, and gone */
export async function createTodo(
  ctx: RequestContext,
  input: NewTodoInput,
  idempotencyKey?: string,
): Promise<Todo> {
  const { db, ownerId } = ctx
  const key =
    idempotencyKey === undefined ? undefined : { key: idempotencyKey, requestHash: hashNewTodo(input) }
  // First, because a list of the first request can have been deleted since.
  const earlier = key && (await findTodoOfKey(db, ownerId, key))
  if (earlier) return earlier
  const { list = null, ...todo } = input
  const listId = await resolveList(ctx, list)
  const maxTodos = ctx.config.MAX_TODOS
  return announce(ctx, create(db, ownerId, { ...todo, ...toDeadline(todo), listId }, key, maxTodos))
}

/** @throws AppError notFound, for an id that no todo can have too */
export async function updateTodo(
  ctx: RequestContext,
  id: number,
  { list, ...change }: TodoChangeInput,
): Promise<Todo> {
  const { db, ownerId } = ctx
  assertTodoId(id)
  const listId = await resolveList(ctx, list)
  return announce(ctx, update(db, ownerId, id, { ...change, ...toDeadline(change), listId }))
}

/** @returns the deleted todo; null when there is none with this id */
export const deleteTodo = async (ctx: RequestContext, id: number): Promise<Todo | null> =>
  Number.isSafeInteger(id) ? ((await announce(ctx, remove(ctx.db, ctx.ownerId, id))) ?? null) : null

export function assertTodoId(id: number): number {
  if (!Number.isSafeInteger(id)) throw new AppError('notFound', 'Todo not found')
  return id
}
