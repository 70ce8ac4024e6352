import { AppError } from '../../core/app-error.ts'
import { z } from 'zod'
import { countTodos } from '../../core/todos/count-todos.ts'
import { createTodo } from '../../core/todos/create-todo.ts'
import { deleteTodo } from '../../core/todos/delete-todo.ts'
import { getTodo } from '../../core/todos/get-todo.ts'
import { updateTodo } from '../../core/todos/update-todo.ts'
import { localOwner } from '../../schema/owner.ts'
import { completed, deadlineAt, description, title } from '../../schema/todo.ts'
import { todoFilterFields, todoOrder, todoSort } from '../../schema/todo-list.ts'
import { isOfSort, otherSort, todoCursor, toTodoCursor } from '../cursor.ts'
import { readTodoPage } from '../read-todo-page.ts'
import { maxPageSize, pageOf, toPage } from './page.ts'
import { todoCountsWire, todoWire } from '../../schema/wire/todo.ts'
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

/** A long list is read again in few requests, as at the REST door. */
const mostTodos = 1000

const todosInput = z
  .strictObject({
    first: z.int().min(1).max(mostTodos).default(maxPageSize),
    after: todoCursor.optional(),
    ...todoFilterFields,
    sort: todoSort.default('created'),
    order: todoOrder.optional(),
  })
  .refine(({ after, sort }) => isOfSort(after, sort), { path: ['after'], message: otherSort })
  .prefault({})

export const todoProcedures = {
  todos: procedure
    .input(todosInput)
    .output(pageOf(todoWire))
    .query(async ({ ctx, input: { first: size, after, sort, order, ...filter } }) => {
      const page = { sort, order, limit: size + 1, after }
      return toPage(
        await readTodoPage(ctx, localOwner, filter, page),
        size,
        todo => todo,
        todo => toTodoCursor(sort, todo),
      )
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
