import { newTodo, todoChange } from '../../schema/todo.ts'
import { createTodo, deleteTodo, updateTodo } from '../operations/todos.ts'
import { emptyTrash, restoreTodo } from '../operations/trash.ts'
import { builder } from './builder.ts'
import { readKey } from './idempotency-key.ts'
import { parseInput } from './parse-input.ts'
import { createTodoInput, todoId, todoType, toTodoId, updateTodoInput } from './todo-types.ts'

builder.mutationFields(t => ({
  createTodo: t.field({
    type: todoType,
    description: 'Creates a todo; CONFLICT when there are too many.',
    args: {
      input: t.arg({ type: createTodoInput, description: 'The new todo.', required: true }),
      idempotencyKey: t.arg.string({
        description:
          'The same key with the same input returns the same todo for 90 days, as it is then; with another input, CONFLICT; NOT_FOUND when it was deleted permanently.',
      }),
    },
    resolve: (_, { input, idempotencyKey: key }, context) =>
      createTodo(context, parseInput(newTodo, input), readKey(key)),
  }),
  updateTodo: t.field({
    type: todoType,
    description: 'Changes a todo. If nothing changes, `updatedAt` stays the same.',
    args: {
      ...todoId,
      input: t.arg({ type: updateTodoInput, description: 'The changes.', required: true }),
    },
    resolve: (_, { id, input }, context) => updateTodo(context, toTodoId(id), parseInput(todoChange, input)),
  }),
  deleteTodo: t.field({
    type: todoType,
    description:
      'Moves a todo to the trash, where it stays for 30 days, and returns it; null when there is none with this id.',
    nullable: true,
    args: todoId,
    resolve: (_, { id }, context) => deleteTodo(context, toTodoId(id)),
  }),
  restoreTodo: t.field({
    type: todoType,
    description:
      'Restores a todo from the trash; into the inbox if its list is gone. CONFLICT when there are too many todos.',
    args: todoId,
    resolve: (_, { id }, context) => restoreTodo(context, toTodoId(id)),
  }),
  emptyTrash: t.int({
    description: 'Deletes the todos in the trash permanently and returns their number.',
    resolve: (_, _args, context) => emptyTrash(context),
  }),
}))
