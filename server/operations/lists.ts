import {
  createTodoList as create,
  deleteTodoList as remove,
  getTodoLists,
  updateTodoList as update,
} from '../../core/lists/todo-lists.ts'
import type { NewTodoList, TodoList, TodoListChange } from '../../schema/lists.ts'
import type { RequestContext } from '../context.ts'

export const listTodoLists = ({ db, ownerId }: RequestContext): Promise<TodoList[]> =>
  getTodoLists(db, ownerId)

export const createTodoList = ({ db, ownerId }: RequestContext, list: NewTodoList): Promise<TodoList> =>
  create(db, ownerId, list)

export const updateTodoList = (
  { db, ownerId }: RequestContext,
  id: number,
  change: TodoListChange,
): Promise<TodoList> => update(db, ownerId, id, change)

/** @throws AppError notFound, and badInput for the inbox */
export const deleteTodoList = ({ db, ownerId }: RequestContext, id: number): Promise<TodoList> =>
  remove(db, ownerId, id)
