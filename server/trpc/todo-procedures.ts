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

const byId = z.strictObject({ id: z.int() })

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
    .query(({ ctx: { db }, input: { id } }) => getTodo(db, localOwner, id)),

  createTodo: procedure
    .input(newTodo)
    .output(todoWire)
    .mutation(({ ctx: { db }, input }) => createTodo(db, localOwner, input)),

  updateTodo: procedure
    .input(newTodo.partial().extend(byId.shape))
    .output(todoWire)
    .mutation(({ ctx: { db }, input: { id, ...change } }) => updateTodo(db, localOwner, id, change)),

  deleteTodo: procedure
    .input(byId)
    .output(todoWire.nullable())
    .mutation(async ({ ctx: { db }, input: { id } }) => (await deleteTodo(db, localOwner, id)) ?? null),
}
