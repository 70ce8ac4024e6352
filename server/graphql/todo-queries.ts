import { z } from 'zod'
import { todoFilterFields } from '../../schema/todo-filter.ts'
import {
  maxDays,
  maxTodosOfDays,
  todoDaysInput,
  todoListInput,
  trashInput,
} from '../operations/list-inputs.ts'
import { listTodos } from '../operations/list-todos.ts'
import { countTodos, getTodo, listTodoDays } from '../operations/todos.ts'
import { listTrash } from '../operations/trash.ts'
import { builder } from './builder.ts'
import { limitPages, pageArgs, toConnection } from './connection.ts'
import { parseInput, withoutNulls } from './parse-input.ts'
import { todoFilterArgs, todoSortArgs } from './todo-list-args.ts'
import { trashConnection } from './trash-types.ts'
import { todoDayType } from './todo-days.ts'
import { todoConnection, todoCountsType, todoId, todoType, toTodoId } from './todo-types.ts'

builder.queryFields(t => ({
  trashedTodos: t.field({
    type: trashConnection,
    description: 'A page of the deleted todos, the last deleted first. They are kept for 30 days.',
    args: pageArgs,
    async resolve(_, args, context) {
      const input = parseInput(trashInput, withoutNulls(args))
      limitPages(context, input)
      return toConnection(await listTrash(context, input), input)
    },
  }),
  todos: t.field({
    type: todoConnection,
    description: 'A page of the todos.',
    args: { ...pageArgs, ...todoFilterArgs, ...todoSortArgs },
    async resolve(_, args, context) {
      const input = parseInput(todoListInput, withoutNulls(args))
      limitPages(context, input)
      return toConnection(await listTodos(context, input), input)
    },
  }),
  todoCounts: t.field({
    type: todoCountsType,
    description: 'The numbers of todos that match the filter.',
    args: todoFilterArgs,
    resolve: (_, args, context) =>
      countTodos(context, parseInput(z.object(todoFilterFields), withoutNulls(args))),
  }),
  todoDays: t.field({
    type: [todoDayType],
    description: 'The days of a calendar on which todos are due, each with the first of them.',
    args: {
      from: t.arg({ type: 'Date', description: 'The first day.', required: true }),
      days: t.arg.int({ description: `The number of days, at most ${maxDays}.`, required: true }),
      timeZone: t.arg.string({
        description: 'Decides to which day a time belongs, such as `Australia/Brisbane`.',
        required: true,
      }),
      first: t.arg.int({
        description: `The maximum of todos to list on each day. Times \`days\`, it is at most ${maxTodosOfDays}.`,
        required: true,
      }),
      filter: t.arg.string({ description: 'Only todos that match this text, such as `list:uni p:high`.' }),
    },
    resolve: (_, args, context) => listTodoDays(context, parseInput(todoDaysInput, withoutNulls(args))),
  }),
  todo: t.field({
    type: todoType,
    description: 'A todo; NOT_FOUND when there is none with this id.',
    nullable: true,
    args: todoId,
    resolve: (_, { id }, context) => getTodo(context, toTodoId(id)),
  }),
}))
