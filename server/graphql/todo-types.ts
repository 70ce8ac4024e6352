import type { Todo } from '../../schema/todo.ts'
import type { TodoCounts } from '../../schema/todo-filter.ts'
import type { Completion, Repeat } from '../../schema/repeat.ts'
import { builder } from './builder.ts'
import { listType, loadList } from './list-types.ts'

const repeatFrom = builder.enumType('RepeatFrom', {
  description: 'What the next occurrence of a repeating todo is computed from.',
  values: {
    DEADLINE: {
      value: 'deadline',
      description: 'The deadline: the next occurrence after it that is not past.',
    },
    COMPLETION: {
      value: 'completion',
      description: 'The day of the completion: the next occurrence after it.',
    },
  } as const,
})

const ruleDescription =
  'An RRULE value of RFC 5545, such as `FREQ=WEEKLY;BYDAY=FR`, with FREQ (DAILY to YEARLY), INTERVAL, BYDAY, BYMONTHDAY, ' +
  'BYMONTH, BYSETPOS, COUNT, UNTIL and WKST.'

const repeatType = builder.objectRef<Repeat>('Repeat').implement({
  description: 'How a todo repeats.',
  fields: t => ({
    rule: t.exposeString('rule', {
      description: `${ruleDescription} COUNT is what remains, the current occurrence included.`,
    }),
    from: t.expose('from', { type: repeatFrom, description: 'What the next occurrence is computed from.' }),
  }),
})

const completionType = builder.objectRef<Completion>('Completion').implement({
  description: 'A completed occurrence of a repeating todo.',
  fields: t => ({
    completedAt: t.expose('completedAt', { type: 'DateTime', description: 'When it was completed.' }),
    deadlineAt: t.expose('deadlineAt', {
      type: 'DateTime',
      description: 'Its deadline, if it had a time.',
      nullable: true,
    }),
    deadlineOn: t.expose('deadlineOn', {
      type: 'Date',
      description: 'Its deadline, if it was a day.',
      nullable: true,
    }),
  }),
})

export const priorityType = builder.enumType('Priority', {
  description: 'How important a todo is.',
  values: {
    NONE: { value: 'none', description: 'Not set.' },
    LOW: { value: 'low', description: 'Low.' },
    MEDIUM: { value: 'medium', description: 'Medium.' },
    HIGH: { value: 'high', description: 'High.' },
  } as const,
})

export const todoType = builder.objectRef<Todo>('Todo').implement({
  description: 'A task to do.',
  fields: t => ({
    id: t.id({
      description: 'The number of the todo, the same in every API.',
      resolve: todo => `${todo.id}`,
    }),
    title: t.exposeString('title', { description: 'The title.' }),
    description: t.exposeString('description', { description: 'Further details.', nullable: true }),
    completed: t.exposeBoolean('completed', { description: 'Whether the todo is completed.' }),
    completedAt: t.expose('completedAt', {
      type: 'DateTime',
      description: 'When the todo was completed; null while it is open.',
      nullable: true,
    }),
    deadlineAt: t.expose('deadlineAt', {
      type: 'DateTime',
      description:
        'The deadline, if it has a time. A todo without a deadline can be in a calendar as a task (VTODO), but not as an event (VEVENT).',
      nullable: true,
    }),
    deadlineOn: t.expose('deadlineOn', {
      type: 'Date',
      description:
        'The deadline, if it is a day without a time. The todo is overdue when that day has ended for its owner.',
      nullable: true,
    }),
    dueAt: t.expose('dueAt', {
      type: 'DateTime',
      description:
        'When the todo becomes overdue: `deadlineAt`, or the end of `deadlineOn` in the time zone of its owner.',
      nullable: true,
    }),
    repeat: t.expose('repeat', {
      type: repeatType,
      description: 'How the todo repeats; null when it does not. Its deadline is the current occurrence.',
      nullable: true,
    }),
    completions: t.expose('completions', {
      type: [completionType],
      description: 'The completed occurrences of a repeating todo, newest first; the newest 100 are kept.',
    }),
    list: t.field({
      type: listType,
      description: 'The list that the todo is in.',
      resolve: ({ listId }, _, context) => loadList(context, listId),
    }),
    tags: t.exposeStringList('tags', { description: 'The tags.' }),
    priority: t.expose('priority', { type: priorityType, description: 'How important the todo is.' }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When the todo was created.' }),
    updatedAt: t.expose('updatedAt', { type: 'DateTime', description: 'When the todo was last changed.' }),
  }),
})

export const todoId = builder.args(t => ({
  id: t.id({ description: 'The number of the todo.', required: true }),
}))

/** The number of a todo; NaN, which is no todo's number, for anything else. */
export const toTodoId = (id: string): number => (/^\d{1,16}$/.test(id) ? Number(id) : NaN)

export const todoConnection = builder.connectionObject(
  { type: todoType, name: 'TodoConnection', description: 'A page of todos.' },
  { name: 'TodoEdge', description: 'A todo in a list.' },
)

export const todoCountsType = builder.objectRef<TodoCounts>('TodoCounts').implement({
  description: 'Numbers of todos.',
  fields: t => ({
    total: t.exposeInt('total', { description: 'All todos.' }),
    open: t.exposeInt('open', { description: 'Open todos.' }),
    done: t.exposeInt('done', { description: 'Completed todos.' }),
    overdue: t.exposeInt('overdue', {
      description: 'Open todos with a deadline in the past; a day is past when it has ended for the owner.',
    }),
  }),
})

const titleDescription = 'The title, 1 to 255 characters.'
const tagsDescription = 'The tags: at most 50, each of at most 50 characters.'
const textDescription = 'Further details, at most 10,000 characters.'

const repeatInput = builder.inputType('RepeatInput', {
  description: 'How a todo repeats.',
  fields: t => ({
    rule: t.string({ description: ruleDescription, required: true }),
    from: t.field({
      type: repeatFrom,
      description: 'What the next occurrence is computed from.',
      required: true,
      defaultValue: 'deadline',
    }),
  }),
})

export const createTodoInput = builder.inputType('CreateTodoInput', {
  description: 'A new todo.',
  fields: t => ({
    title: t.string({ description: titleDescription, required: true }),
    description: t.string({ description: textDescription }),
    completed: t.boolean({ description: 'Whether the todo is already completed. Default: false.' }),
    deadlineAt: t.field({ type: 'DateTime', description: 'The deadline as a time. Default: none.' }),
    deadlineOn: t.field({ type: 'Date', description: 'The deadline as a day, instead of `deadlineAt`.' }),
    repeat: t.field({
      type: repeatInput,
      description: 'How the todo repeats. It needs a deadline. Default: it does not.',
    }),
    list: t.id({ description: 'The list: its id or its name. Default: the inbox.' }),
    tags: t.stringList({ description: tagsDescription }),
    priority: t.field({ type: priorityType, description: 'How important the todo is. Default: NONE.' }),
  }),
})

export const updateTodoInput = builder.inputType('UpdateTodoInput', {
  description: 'Changes to a todo. Fields that are left out stay unchanged.',
  fields: t => ({
    title: t.string({ description: titleDescription }),
    description: t.string({ description: `${textDescription} Null clears it.` }),
    completed: t.boolean({
      description:
        'Whether the todo is completed. Completing a repeating todo moves its deadline to the next occurrence; only the last one completes it.',
    }),
    occurrence: t.field({
      type: 'DateTime',
      description:
        'With `completed`, the deadline that the client has seen. True completes that occurrence; false, if it is the newest completed one, restores it. Otherwise nothing changes.',
    }),
    deadlineAt: t.field({
      type: 'DateTime',
      description: 'The deadline as a time; replaces a day. Null clears the deadline.',
    }),
    deadlineOn: t.field({
      type: 'Date',
      description: 'The deadline as a day; replaces a time. Null clears the deadline.',
    }),
    repeat: t.field({ type: repeatInput, description: 'How the todo repeats. Null ends the repetition.' }),
    list: t.id({ description: 'The list: its id or its name. Null is the inbox.' }),
    tags: t.stringList({ description: `${tagsDescription} They replace the others.` }),
    priority: t.field({ type: priorityType, description: 'How important the todo is.' }),
  }),
})
