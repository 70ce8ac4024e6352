import { z } from 'zod'
import { AppError } from '../../core/app-error.ts'
import { getTodo } from '../../core/todos/get-todo.ts'
import { listTodos } from '../../core/todos/list-todos.ts'
import { parseInstant } from '../../schema/instant.ts'
import { localOwner } from '../../schema/owner.ts'
import { builder } from './builder.ts'
import { pageArgs, pageFields, toConnection } from './connection.ts'
import { parseInput } from './parse-input.ts'
import { readTodoId } from './todo-id.ts'
import { todoConnection, todoType } from './todo-types.ts'

const mostDays = 1_000_000

const todosInput = z.object({
  ...pageFields(z.tuple([z.string().transform(parseInstant), z.int().min(0)])),
  completed: z.boolean().nullish(),
  windowDays: z
    .int()
    .refine(days => Math.abs(days) <= mostDays, `must be between -${mostDays} and ${mostDays}`)
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
        { order, limit: first + 1, after: after && { createdAt: after[0], id: after[1] } },
      )
      return toConnection(todos, { first, after }, ({ createdAt, id }) => [createdAt, id])
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
