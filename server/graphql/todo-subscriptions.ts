import type { ReadTodoUpdate } from '../../core/todos/read-todo-changes.ts'
import { type DeletedTodo, todosRevision } from '../../schema/todo-update.ts'
import { z } from 'zod'
import { watchTodoChanges } from '../operations/todo-changes.ts'
import { builder } from './builder.ts'
import { listType, rememberLists } from './list-types.ts'
import { parseInput, withoutNulls } from './parse-input.ts'
import { todoType } from './todo-types.ts'

const deletedTodoType = builder.objectRef<DeletedTodo>('DeletedTodo').implement({
  description: 'A todo that was deleted.',
  fields: t => ({
    id: t.id({ description: 'The number of the todo.', resolve: ({ id }) => `${id}` }),
    uid: t.exposeString('uid', { description: 'Its UID in calendars.' }),
  }),
})

const todoUpdateType = builder.objectRef<ReadTodoUpdate>('TodoUpdate').implement({
  description: 'What happened to the todos after a revision. Each todo occurs once, in its current state.',
  fields: t => ({
    revision: t.id({
      description: 'The `after` with which a client resumes.',
      resolve: ({ revision }) => `${revision}`,
    }),
    changed: t.field({
      type: [todoType],
      description: 'The todos that were created, changed or restored.',
      resolve: ({ changed }) => changed,
    }),
    deleted: t.field({
      type: [deletedTodoType],
      description: 'The todos that were deleted.',
      resolve: ({ deleted }) => deleted,
    }),
    lists: t.field({
      type: [listType],
      description: 'All lists when one of them has changed, otherwise null.',
      nullable: true,
      resolve: ({ lists }) => lists,
    }),
    reset: t.exposeBoolean('reset', {
      description:
        'The change log does not reach back to `after`: read the todos and the lists again, and go on after `revision`.',
    }),
  }),
})

const input = z.object({ after: todosRevision.optional() })

builder.subscriptionField('todosChanged', t =>
  t.field({
    type: todoUpdateType,
    description:
      'An endless stream of changes to the todos and lists. Subscribe, then read the todos, then apply the updates: nothing is missed.',
    args: {
      after: t.arg.id({
        description:
          'The `revision` of the last update that the client has seen. Without it, the first update has only the current revision.',
      }),
    },
    // Errors of the input come before the stream.
    subscribe: async (_, args, context) => {
      const { after } = parseInput(input, withoutNulls(args))
      context.streams.open(context, false)
      return watchTodoChanges(context, after, context.request.signal)
    },
    resolve(update, _args, context) {
      rememberLists(context, update.listsOfChanged)
      return update
    },
  }),
)
