import { AppError } from '../../core/app-error.ts'
import { z } from 'zod'
import { createTodo } from '../../core/todos/create-todo.ts'
import { deleteTodo } from '../../core/todos/delete-todo.ts'
import { getTodo } from '../../core/todos/get-todo.ts'
import { listTodos } from '../../core/todos/list-todos.ts'
import { updateTodo } from '../../core/todos/update-todo.ts'
import { localOwner } from '../../schema/owner.ts'
import { completed, deadlineAt, description, mostWindowDays, title } from '../../schema/todo.ts'
import { toCursor, todoCursor, toTodoPosition } from '../cursor.ts'
import { first, maxPageSize, pageOf, toPage } from './page.ts'
import { todoWire } from '../../schema/wire/todo.ts'
import { procedure } from './procedure.ts'

/** An id that cannot be one belongs to no todo: NOT_FOUND rather than BAD_REQUEST, as at every door. */
const byId = z.strictObject({ id: z.number() })

function toTodoId(id: number): number {
  if (!Number.isSafeInteger(id)) throw new AppError('notFound', 'Todo not found')
  return id
}

const newTodo = z.strictObject({
  title,
  description: description.optional(),
  completed: completed.optional(),
  deadlineAt: deadlineAt.optional(),
})

const todosInput = z
  .strictObject({
    first: first.default(maxPageSize),
    after: todoCursor.optional(),
    completed: completed.optional(),
    /** Deadline at most so many days from now, overdue ones included. */
    windowDays: z.int().min(-mostWindowDays).max(mostWindowDays).optional(),
    order: z.enum(['asc', 'desc'], 'must be asc or desc').default('desc'),
  })
  .prefault({})

export const todoProcedures = {
  todos: procedure
    .input(todosInput)
    .output(pageOf(todoWire))
    .query(async ({ ctx: { db }, input }) => {
      const { first: size, after, completed, windowDays, order } = input
      const page = { order, limit: size + 1, after }
      const todos = await listTodos(db, localOwner, { completed, windowDays }, page)
      return toPage(
        todos,
        size,
        todo => todo,
        todo => toCursor(toTodoPosition(todo)),
      )
    }),

  todo: procedure
    .input(byId)
    .output(todoWire)
    .query(async ({ ctx: { db }, input: { id } }) => getTodo(db, localOwner, toTodoId(id))),

  createTodo: procedure
    .input(newTodo)
    .output(todoWire)
    .mutation(({ ctx: { db }, input }) => createTodo(db, localOwner, input)),

  updateTodo: procedure
    .input(newTodo.partial().extend(byId.shape))
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
