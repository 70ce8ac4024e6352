import type { Todo } from '../../schema/todo.ts'
import type { TodoCounts } from '../../schema/todo-list.ts'
import { builder } from './builder.ts'

export const todoType = builder.objectRef<Todo>('Todo').implement({
  description: 'Something to be done.',
  fields: t => ({
    id: t.id({ description: 'The number that it has at every door.', resolve: todo => `${todo.id}` }),
    title: t.exposeString('title', { description: 'What is to be done.' }),
    description: t.exposeString('description', { description: 'More about it.', nullable: true }),
    completed: t.exposeBoolean('completed', { description: 'Whether it is done.' }),
    completedAt: t.expose('completedAt', {
      type: 'DateTime',
      description: 'When it was marked as done; null when it is not.',
      nullable: true,
    }),
    deadlineAt: t.expose('deadlineAt', {
      type: 'DateTime',
      description:
        'When it is due; null: never. A todo without a deadline can be a task (VTODO) of a calendar, but no event.',
      nullable: true,
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was made.' }),
    updatedAt: t.expose('updatedAt', { type: 'DateTime', description: 'When it was last changed.' }),
  }),
})

export const todoConnection = builder.connectionObject(
  { type: todoType, name: 'TodoConnection', description: 'A page of todos.' },
  { name: 'TodoEdge', description: 'A todo in a list.' },
)

export const todoCountsType = builder.objectRef<TodoCounts>('TodoCounts').implement({
  description: 'How many todos there are.',
  fields: t => ({
    total: t.exposeInt('total', { description: 'All of them.' }),
    open: t.exposeInt('open', { description: 'Those that are not done.' }),
    done: t.exposeInt('done', { description: 'Those that are done.' }),
    overdue: t.exposeInt('overdue', { description: 'Those that are open although their deadline is over.' }),
  }),
})

const titleDescription = 'What is to be done; 1 to 255 characters.'
const textDescription = 'More about it; at most 10,000 characters.'

export const createTodoInput = builder.inputType('CreateTodoInput', {
  description: 'A new todo.',
  fields: t => ({
    title: t.string({ description: titleDescription, required: true }),
    description: t.string({ description: textDescription }),
    completed: t.boolean({ description: 'Whether it is done already; left out: it is not.' }),
    deadlineAt: t.field({ type: 'DateTime', description: 'When it is due; null or left out: never.' }),
  }),
})

export const updateTodoInput = builder.inputType('UpdateTodoInput', {
  description: 'What to change of a todo: a field that is left out stays as it is.',
  fields: t => ({
    title: t.string({ description: titleDescription }),
    description: t.string({ description: `${textDescription} Null clears it.` }),
    completed: t.boolean({ description: 'Whether it is done.' }),
    deadlineAt: t.field({ type: 'DateTime', description: 'When it is due. Null clears it.' }),
  }),
})
