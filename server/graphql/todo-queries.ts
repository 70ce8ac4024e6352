import { z } from 'zod'
import { AppError } from '../../core/app-error.ts'
import { countTodos } from '../../core/todos/count-todos.ts'
import { getTodo } from '../../core/todos/get-todo.ts'
import { localOwner } from '../../schema/owner.ts'
import { todoFilterFields, todoOrder, todoSort } from '../../schema/todo-list.ts'
import { isOfSort, otherSort, todoCursor, toTodoCursor } from '../cursor.ts'
import { readTodoPage } from '../read-todo-page.ts'
import { builder } from './builder.ts'
import { pageArgs, pageFields, toConnection } from './connection.ts'
import { parseInput } from './parse-input.ts'
import { readTodoId } from './todo-id.ts'
import { todoFilterArgs, todoSortArgs } from './todo-list-args.ts'
import { todoConnection, todoCountsType, todoType } from './todo-types.ts'

const todosInput = z
  .object({
    ...pageFields(todoCursor),
    ...todoFilterFields,
    sort: todoSort.default('created'),
    order: todoOrder.optional(),
  })
  .refine(({ after, sort }) => isOfSort(after, sort), { path: ['after'], message: otherSort })

builder.queryFields(t => ({
  todos: t.field({
    type: todoConnection,
    description: 'The todos, a page at a time.',
    args: { ...pageArgs, ...todoFilterArgs, ...todoSortArgs },
    async resolve(_, args, context) {
      const { first, after, sort, order, ...filter } = parseInput(todosInput, withoutNulls(args))
      const page = { sort, order, limit: first + 1, after }
      const todos = await readTodoPage(context, localOwner, filter, page)
      return toConnection(todos, { first, after }, todo => toTodoCursor(sort, todo))
    },
  }),
  todoCounts: t.field({
    type: todoCountsType,
    description: 'How many todos there are.',
    args: todoFilterArgs,
    resolve: (_, args, { db }) =>
      countTodos(db, localOwner, parseInput(z.object(todoFilterFields), withoutNulls(args))),
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

/** An argument that is null is left out. */
const withoutNulls = (args: object) =>
  Object.fromEntries(Object.entries(args).filter(([, value]) => value !== null))
