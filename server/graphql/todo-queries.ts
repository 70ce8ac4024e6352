import { z } from 'zod'
import { AppError } from '../../core/app-error.ts'
import { getTodo } from '../../core/todos/get-todo.ts'
import { listTodos } from '../../core/todos/list-todos.ts'
import { localOwner } from '../../schema/owner.ts'
import { mostWindowDays } from '../../schema/todo.ts'
import { todoCursor, toTodoPosition } from '../cursor.ts'
import { builder } from './builder.ts'
import { pageArgs, pageFields, toConnection } from './connection.ts'
import { parseInput } from './parse-input.ts'
import { readTodoId } from './todo-id.ts'
import { todoConnection, todoType } from './todo-types.ts'

const todosInput = z.object({
  ...pageFields(todoCursor),
  completed: z.boolean().nullish(),
  windowDays: z
    .int()
    .refine(
      days => Math.abs(days) <= mostWindowDays,
      `must be between -${mostWindowDays} and ${mostWindowDays}`,
    )
    .nullish(),
  order: z.enum(['asc', 'desc']),
})

const todoOrder = builder.enumType('TodoOrder', {
  description: 'The order of todos, by the time at which they were made.',
  values: {
    NEWEST_FIRST: { value: 'desc', description: 'The last one made comes first.' },
    OLDEST_FIRST: { value: 'asc', description: 'The first one made comes first.' },
  } as const,
})

builder.queryFields(t => ({
  todos: t.field({
    type: todoConnection,
    description: 'The todos, a page at a time.',
    args: {
      ...pageArgs,
      completed: t.arg.boolean({ description: 'Only those that are done, or only those that are not.' }),
      windowDays: t.arg.int({
        description:
          'Only those that are due at most so many days from now, overdue ones included; negative: overdue by so many.',
      }),
      order: t.arg({
        type: todoOrder,
        description: 'Which end of the list comes first.',
        required: true,
        defaultValue: 'desc',
      }),
    },
    async resolve(_, args, { db }) {
      const { completed, windowDays, order, first, after } = parseInput(todosInput, args)
      const todos = await listTodos(
        db,
        localOwner,
        { completed: completed ?? undefined, windowDays: windowDays ?? undefined },
        { order, limit: first + 1, after },
      )
      return toConnection(todos, { first, after }, toTodoPosition)
    },
  }),
  todo: t.field({
    type: todoType,
    description: 'A todo; NOT_FOUND when there is none with this id.',
    nullable: true,
    args: { id: t.arg.id({ description: 'Its number.', required: true }) },
    async resolve(_, { id }, { db }) {
      const number = readTodoId(id)
      if (number === undefined) throw new AppError('notFound', 'Todo not found')
      return getTodo(db, localOwner, number)
    },
  }),
}))
