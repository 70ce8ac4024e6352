import { z } from 'zod'
import { AppError } from '../../core/app-error.ts'
import { countTodos } from '../../core/todos/count-todos.ts'
import { getTodo } from '../../core/todos/get-todo.ts'
import { localOwner } from '../../schema/owner.ts'
import type { Todo } from '../../schema/todo.ts'
import { todoFilterFields } from '../../schema/todo-list.ts'
import { toTodoCursor } from '../operations/cursor.ts'
import { todoListInput } from '../operations/list-inputs.ts'
import { readTodoPage } from '../operations/read-todo-page.ts'
import { builder } from './builder.ts'
import { pageArgs, takeConnectionPage, toConnection } from './connection.ts'
import { parseInput, withoutNulls } from './parse-input.ts'
import { readTodoId } from './todo-id.ts'
import { todoFilterArgs, todoSortArgs } from './todo-list-args.ts'
import { todoConnection, todoCountsType, todoType } from './todo-types.ts'

builder.queryFields(t => ({
  todos: t.field({
    type: todoConnection,
    description: 'The todos, a page at a time.',
    args: { ...pageArgs, ...todoFilterArgs, ...todoSortArgs },
    async resolve(_, args, context) {
      const { first, after, sort, order, ...filter } = parseInput(todoListInput, withoutNulls(args))
      const toCursor = (todo: Todo) => toTodoCursor(sort, todo)
      const page = await takeConnectionPage(
        context,
        { first },
        limit => readTodoPage(context, localOwner, filter, { sort, order, limit, after }),
        toCursor,
      )
      return toConnection(page, { after }, toCursor)
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
