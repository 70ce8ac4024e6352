import { AppError } from '../../core/app-error.ts'
import { z } from 'zod'
import { countTodos } from '../../core/todos/count-todos.ts'
import { createTodo } from '../../core/todos/create-todo.ts'
import { deleteTodo } from '../../core/todos/delete-todo.ts'
import { getTodo } from '../../core/todos/get-todo.ts'
import { updateTodo } from '../../core/todos/update-todo.ts'
import { localOwner } from '../../schema/owner.ts'
import { newTodo, todoChange } from '../../schema/todo.ts'
import { todoFilterFields } from '../../schema/todo-list.ts'
import { toTodoCursor } from '../operations/cursor.ts'
import { todoListInput } from '../operations/list-inputs.ts'
import { takePage } from '../operations/paging.ts'
import { readTodoPage } from '../operations/read-todo-page.ts'
import { pageOf, toPageWire } from './page.ts'
import { todoCountsWire, todoWire } from '../../schema/wire/todo.ts'
import { procedure } from './procedure.ts'

/** An id that cannot be one belongs to no todo: NOT_FOUND rather than BAD_REQUEST, as at every door. */
const byId = z.strictObject({ id: z.number() })

function toTodoId(id: number): number {
  if (!Number.isSafeInteger(id)) throw new AppError('notFound', 'Todo not found')
  return id
}

export const todoProcedures = {
  todos: procedure
    .input(todoListInput.prefault({}))
    .output(pageOf(todoWire))
    .query(async ({ ctx, input: { first, after, sort, order, ...filter } }) => {
      const page = await takePage(
        first,
        limit => readTodoPage(ctx, localOwner, filter, { sort, order, limit, after }),
        todo => toTodoCursor(sort, todo),
      )
      return toPageWire(page, todo => todo)
    }),

  todoCounts: procedure
    .input(z.strictObject(todoFilterFields).prefault({}))
    .output(todoCountsWire)
    .query(({ ctx: { db }, input }) => countTodos(db, localOwner, input)),

  todo: procedure
    .input(byId)
    .output(todoWire)
    .query(async ({ ctx: { db }, input: { id } }) => getTodo(db, localOwner, toTodoId(id))),

  createTodo: procedure
    .input(newTodo)
    .output(todoWire)
    .mutation(({ ctx: { db }, input }) => createTodo(db, localOwner, input)),

  updateTodo: procedure
    .input(todoChange.extend(byId.shape))
    .output(todoWire)
    .mutation(async ({ ctx: { db }, input: { id, ...change } }) =>
      updateTodo(db, localOwner, toTodoId(id), change),
    ),

  deleteTodo: procedure
    .input(byId)
    .output(todoWire.nullable())
    .mutation(async ({ ctx: { db }, input: { id } }) =>
      Number.isSafeInteger(id) ? ((await deleteTodo(db, localOwner, id)) ?? null) : null,
    ),
}
