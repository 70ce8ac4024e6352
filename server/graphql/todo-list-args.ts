import { builder } from './builder.ts'

export const todoFilterArgs = builder.args(t => ({
  completed: t.boolean({ description: 'Only completed todos, or only open ones.' }),
  windowDays: t.int({
    description:
      'Only todos with a deadline at most this many days from now, overdue ones included. Negative: overdue by at least this many days.',
  }),
  from: t.field({ type: 'DateTime', description: 'Only todos due at this time or date, or later.' }),
  to: t.field({ type: 'DateTime', description: 'Only todos due before this time or date.' }),
  overdue: t.boolean({
    description: 'Only overdue todos, which are open with a deadline in the past, or only the others.',
  }),
  search: t.string({
    description: 'Only todos with this text in their title or description, ignoring case.',
  }),
}))

const todoSort = builder.enumType('TodoSort', {
  description: 'The sort key of a list of todos.',
  values: {
    CREATED: { value: 'created', description: 'The time of creation.' },
    DEADLINE: { value: 'deadline', description: 'The deadline. Todos without one are always last.' },
    TITLE: { value: 'title', description: 'The title, alphabetically.' },
  } as const,
})

const todoOrder = builder.enumType('TodoOrder', {
  description: 'The direction of a list of todos.',
  values: {
    ASC: { value: 'asc', description: 'Ascending: the oldest, the earliest deadline or A first.' },
    DESC: { value: 'desc', description: 'Descending: the newest, the latest deadline or Z first.' },
    OLDEST_FIRST: { value: 'asc', description: 'The earlier name of ASC.' },
    NEWEST_FIRST: { value: 'desc', description: 'The earlier name of DESC.' },
  } as const,
})

export const todoSortArgs = builder.args(t => ({
  sort: t.field({
    type: todoSort,
    description: 'The sort key of the list.',
    required: true,
    defaultValue: 'created',
  }),
  order: t.field({
    type: todoOrder,
    description: 'The direction of the list. Default: DESC for CREATED, ASC for DEADLINE and TITLE.',
  }),
}))
