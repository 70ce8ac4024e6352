import { z } from 'zod'
import { idempotencyKey } from '../../schema/idempotency-key.ts'
import { newTodo, todoChange } from '../../schema/todo.ts'
import { todoFilterFields } from '../../schema/todo-filter.ts'
import { todoCountsWire, todoDayWire, todoWire } from '../../schema/wire/todo.ts'
import { todoDaysInput, todoListInput, trashInput } from '../operations/list-inputs.ts'
import { listTodos } from '../operations/list-todos.ts'
import { countTodos, createTodo, deleteTodo, getTodo, listTodoDays, updateTodo } from '../operations/todos.ts'
import { emptyTrash, listTrash, restoreTodo } from '../operations/trash.ts'
import { flatForm } from './input-forms.ts'
import { pageOf, procedure, toPageWire } from './procedure.ts'

/** Any number: like the other doors, one that no todo can have is NOT_FOUND rather than BAD_REQUEST. */
const byId = z.strictObject({ id: z.number() })

const createTodoInput = z.union([
  z.strictObject({ input: newTodo, idempotencyKey: idempotencyKey.optional() }),
  flatForm(newTodo).transform(input => ({ input, idempotencyKey: undefined })),
])

const updateTodoInput = z.union([
  byId.extend({ input: todoChange }),
  flatForm(todoChange.extend(byId.shape)).transform(({ id, ...input }) => ({ id, input })),
])

export const todoProcedures = {
  todos: procedure
    .input(todoListInput.prefault({}))
    .output(pageOf(todoWire))
    .query(async ({ ctx, input }) => toPageWire(await listTodos(ctx, input), todo => todo)),

  todoCounts: procedure
    .input(z.strictObject(todoFilterFields).prefault({}))
    .output(todoCountsWire)
    .query(({ ctx, input }) => countTodos(ctx, input)),

  /** The days on which todos are due. */
  todoDays: procedure
    .input(todoDaysInput)
    .output(z.array(todoDayWire))
    .query(({ ctx, input }) => listTodoDays(ctx, input)),

  todo: procedure
    .input(byId)
    .output(todoWire)
    .query(({ ctx, input: { id } }) => getTodo(ctx, id)),

  createTodo: procedure
    .input(createTodoInput)
    .output(todoWire)
    .mutation(({ ctx, input: { input, idempotencyKey: key } }) => createTodo(ctx, input, key)),

  updateTodo: procedure
    .input(updateTodoInput)
    .output(todoWire)
    .mutation(({ ctx, input: { id, input } }) => updateTodo(ctx, id, input)),

  deleteTodo: procedure
    .input(byId)
    .output(todoWire.nullable())
    .mutation(({ ctx, input: { id } }) => deleteTodo(ctx, id)),

  restoreTodo: procedure
    .input(byId)
    .output(todoWire)
    .mutation(({ ctx, input: { id } }) => restoreTodo(ctx, id)),

  trashedTodos: procedure
    .input(trashInput.prefault({}))
    .output(pageOf(todoWire.extend({ deletedAt: z.string() })))
    .query(async ({ ctx, input }) => toPageWire(await listTrash(ctx, input), todo => todo)),

  emptyTrash: procedure.output(z.int()).mutation(({ ctx }) => emptyTrash(ctx)),
}
