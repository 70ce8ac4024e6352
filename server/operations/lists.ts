import { deleteTodoList as remove, restoreTodoList as restore } from '../../core/lists/deleted-lists.ts'
import {
  createTodoList as create,
  getTodoLists,
  updateTodoList as update,
} from '../../core/lists/todo-lists.ts'
import { countOpenByList, type ListCount } from '../../core/todos/count-todos.ts'
import { listTags as readTags } from '../../core/todos/list-tags.ts'
import type { NewTodoList, TodoList, TodoListChange } from '../../schema/lists.ts'
import type { RequestContext } from '../context.ts'
import { announce } from './todo-changes.ts'

export const listTodoLists = ({ db, ownerId }: RequestContext): Promise<TodoList[]> =>
  getTodoLists(db, ownerId)

export const createTodoList = (ctx: RequestContext, list: NewTodoList): Promise<TodoList> =>
  announce(ctx, create(ctx.db, ctx.ownerId, list))

export const updateTodoList = (ctx: RequestContext, id: number, change: TodoListChange): Promise<TodoList> =>
  announce(ctx, update(ctx.db, ctx.ownerId, id, change))

/** @throws AppError notFound, and badInput for the inbox */
export const deleteTodoList = (ctx: RequestContext, id: number): Promise<TodoList> =>
  announce(ctx, remove(ctx.db, ctx.ownerId, id))

/** @throws AppError notFound, and badInput for a name that another list has by now */
export const restoreTodoList = (ctx: RequestContext, id: number): Promise<TodoList> =>
  announce(ctx, restore(ctx.db, ctx.ownerId, id))

export const countTodosByList = ({ db, ownerId }: RequestContext): Promise<ListCount[]> =>
  countOpenByList(db, ownerId)

export const listTags = ({ db, ownerId }: RequestContext): Promise<string[]> => readTags(db, ownerId)
