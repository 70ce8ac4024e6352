import { AppError } from '../../core/app-error.ts'
import { createTodo } from '../../core/todos/create-todo.ts'
import { deleteTodo } from '../../core/todos/delete-todo.ts'
import { updateTodo } from '../../core/todos/update-todo.ts'
import { localOwner } from '../../schema/owner.ts'
import { newTodo, todoChange } from '../../schema/todo.ts'
import { builder } from './builder.ts'
import { parseInput } from './parse-input.ts'
import { readTodoId } from './todo-id.ts'
import { createTodoInput, todoType, updateTodoInput } from './todo-types.ts'

builder.mutationFields(t => ({
  createTodo: t.field({
    type: todoType,
    description: 'Makes a todo.',
    args: { input: t.arg({ type: createTodoInput, description: 'The new todo.', required: true }) },
    resolve: (_, { input }, { db }) => createTodo(db, localOwner, parseInput(newTodo, input)),
  }),
  updateTodo: t.field({
    type: todoType,
    description: 'Changes a todo; an edit that changes nothing leaves `updatedAt` as it is.',
    args: {
      id: t.arg.id({ description: 'Its number.', required: true }),
      input: t.arg({ type: updateTodoInput, description: 'What to change.', required: true }),
    },
    async resolve(_, { id, input }, { db }) {
      const change = parseInput(todoChange, input)
      const number = readTodoId(id)
      if (number === undefined) throw new AppError('notFound', 'Todo not found')
      return updateTodo(db, localOwner, number, change)
    },
  }),
  deleteTodo: t.field({
    type: todoType,
    description: 'Deletes a todo and gives what was deleted; null when there was none.',
    nullable: true,
    args: { id: t.arg.id({ description: 'Its number.', required: true }) },
    resolve(_, { id }, { db }) {
      const number = readTodoId(id)
      return number === undefined ? null : deleteTodo(db, localOwner, number)
    },
  }),
}))
