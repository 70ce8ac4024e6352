import { AppError } from '../../core/app-error.ts'
import { countTodos as count } from '../../core/todos/count-todos.ts'
import { createTodo as create } from '../../core/todos/create-todo.ts'
import { deleteTodo as remove } from '../../core/todos/delete-todo.ts'
import { getTodo as get } from '../../core/todos/get-todo.ts'
import { updateTodo as update } from '../../core/todos/update-todo.ts'
import { type NewTodo, type Todo, type TodoChange, toDeadline } from '../../schema/todo.ts'
import type { TodoCounts, TodoFilter } from '../../schema/todo-list.ts'
import type { RequestContext } from '../context.ts'
import { resolveDates } from './settings.ts'

export const countTodos = async (ctx: RequestContext, filter: TodoFilter): Promise<TodoCounts> =>
  count(ctx.db, ctx.ownerId, await resolveDates(ctx, filter))

/** @throws AppError notFound, for an id that no todo can have too */
export async function getTodo({ db, ownerId }: RequestContext, id: number): Promise<Todo> {
  return get(db, ownerId, assertTodoId(id))
}

export const createTodo = ({ db, ownerId }: RequestContext, todo: NewTodo): Promise<Todo> =>
  create(db, ownerId, { ...todo, ...toDeadline(todo) })

/** @throws AppError notFound, for an id that no todo can have too */
export async function updateTodo(
  { db, ownerId }: RequestContext,
  id: number,
  change: TodoChange,
): Promise<Todo> {
  return update(db, ownerId, assertTodoId(id), { ...change, ...toDeadline(change) })
}

/** @returns the deleted todo; null when there is none with this id */
export const deleteTodo = async ({ db, ownerId }: RequestContext, id: number): Promise<Todo | null> =>
  Number.isSafeInteger(id) ? ((await remove(db, ownerId, id)) ?? null) : null

function assertTodoId(id: number): number {
  if (!Number.isSafeInteger(id)) throw new AppError('notFound', 'Todo not found')
  return id
}
