import type { TodoDay } from '../../core/todos/list-days.ts'
import { builder } from './builder.ts'
import { listType, loadList } from './list-types.ts'
import { priorityType } from './todo-types.ts'

const dueTodoType = builder.objectRef<TodoDay['todos'][number]>('DueTodo').implement({
  description: 'What a calendar shows of a todo.',
  fields: t => ({
    id: t.id({ description: 'The number of the todo.', resolve: ({ id }) => `${id}` }),
    title: t.exposeString('title', { description: 'The title.' }),
    completed: t.exposeBoolean('completed', { description: 'Whether the todo is completed.' }),
    deadlineAt: t.expose('deadlineAt', {
      type: 'DateTime',
      description: 'The deadline, if it has a time.',
      nullable: true,
    }),
    deadlineOn: t.expose('deadlineOn', {
      type: 'Date',
      description: 'The deadline, if it is a day without a time.',
      nullable: true,
    }),
    dueAt: t.expose('dueAt', {
      type: 'DateTime',
      description: 'When the todo becomes overdue.',
      nullable: true,
    }),
    list: t.field({
      type: listType,
      description: 'The list that the todo is in.',
      resolve: ({ listId }, _, context) => loadList(context, listId),
    }),
    priority: t.expose('priority', { type: priorityType, description: 'How important the todo is.' }),
  }),
})

export const todoDayType = builder.objectRef<TodoDay>('TodoDay').implement({
  description: 'A day on which todos are due.',
  fields: t => ({
    day: t.expose('day', { type: 'Date', description: 'The day.' }),
    total: t.exposeInt('total', { description: 'The number of todos that are due.' }),
    open: t.exposeInt('open', { description: 'How many of them are open.' }),
    todos: t.expose('todos', {
      type: [dueTodoType],
      description: 'The first of them: open ones first, then those without a time, then the earlier ones.',
    }),
  }),
})
