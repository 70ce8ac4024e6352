import { newTodoList, type TodoList, todoListChange } from '../../schema/lists.ts'
import type { ListCount } from '../../core/todos/count-todos.ts'
import {
  countTodosByList,
  createTodoList,
  deleteTodoList,
  listTags,
  listTodoLists,
  restoreTodoList,
  updateTodoList,
} from '../operations/lists.ts'
import { builder, type GraphqlContext } from './builder.ts'
import { forgetLists, listType, loadList } from './list-types.ts'
import { parseInput } from './parse-input.ts'
import { toTodoId as toId } from './todo-types.ts'

const nameDescription = 'The name, a single line of 1 to 100 characters. No two lists have the same.'
const colorDescription = 'A CSS colour name or `#RRGGBB`.'
const positionDescription = '0 for the first list.'

const createListInput = builder.inputType('CreateListInput', {
  description: 'A new list.',
  fields: t => ({
    name: t.string({ description: nameDescription, required: true }),
    color: t.string({ description: colorDescription }),
    position: t.int({ description: `${positionDescription} Default: the last one.` }),
  }),
})

const updateListInput = builder.inputType('UpdateListInput', {
  description: 'Changes to a list. Fields that are left out stay unchanged.',
  fields: t => ({
    name: t.string({ description: nameDescription }),
    color: t.string({ description: `${colorDescription} Null removes it.` }),
    position: t.int({ description: positionDescription }),
  }),
})

const listId = builder.args(t => ({
  id: t.id({ description: 'The number of the list.', required: true }),
}))

const listCountType = builder.objectRef<ListCount>('ListCount').implement({
  description: 'How much there is to do in a list.',
  fields: t => ({
    list: t.field({
      type: listType,
      description: 'The list.',
      resolve: ({ listId }, _, context) => loadList(context, listId),
    }),
    open: t.exposeInt('open', { description: 'The number of its open todos.' }),
  }),
})

builder.queryFields(t => ({
  lists: t.field({
    type: [listType],
    description: 'All lists, in their order.',
    resolve: (_, _args, context) => listTodoLists(context),
  }),
  listCounts: t.field({
    type: [listCountType],
    description: 'The lists with open todos, and how many.',
    resolve: (_, _args, context) => countTodosByList(context),
  }),
  tags: t.stringList({
    description: 'The tags of all todos, the most used first.',
    resolve: (_, _args, context) => listTags(context),
  }),
}))

async function changed(context: GraphqlContext, change: Promise<TodoList>): Promise<TodoList> {
  const list = await change
  forgetLists(context)
  return list
}

builder.mutationFields(t => ({
  createList: t.field({
    type: listType,
    description: 'Creates a list.',
    args: { input: t.arg({ type: createListInput, description: 'The new list.', required: true }) },
    resolve: (_, { input }, context) =>
      changed(context, createTodoList(context, parseInput(newTodoList, input))),
  }),
  updateList: t.field({
    type: listType,
    description: 'Changes a list.',
    args: {
      ...listId,
      input: t.arg({ type: updateListInput, description: 'The changes.', required: true }),
    },
    resolve: (_, { id, input }, context) =>
      changed(context, updateTodoList(context, toId(id), parseInput(todoListChange, input))),
  }),
  deleteList: t.field({
    type: listType,
    description: 'Deletes a list, moves its todos to the inbox, and returns the list.',
    args: listId,
    resolve: (_, { id }, context) => changed(context, deleteTodoList(context, toId(id))),
  }),
  restoreList: t.field({
    type: listType,
    description:
      'Restores a list that was deleted within 30 days, and moves its todos back that are still in the inbox.',
    args: listId,
    resolve: (_, { id }, context) => changed(context, restoreTodoList(context, toId(id))),
  }),
}))
