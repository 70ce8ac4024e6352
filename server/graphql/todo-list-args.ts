import { builder } from './builder.ts'

export const todoFilterArgs = builder.args(t => ({
  completed: t.boolean({ description: 'Only those that are done, or only those that are not.' }),
  windowDays: t.int({
    description:
      'Only those that are due at most so many days from now, overdue ones included; negative: overdue by so many.',
  }),
  from: t.field({ type: 'DateTime', description: 'Only those that are due then or later.' }),
  to: t.field({ type: 'DateTime', description: 'Only those that are due earlier.' }),
  overdue: t.boolean({
    description: 'Only those that are open although their deadline is over, or only the others.',
  }),
  search: t.string({
    description: 'Only those that have this in their title or description, in capitals or not.',
  }),
}))

const todoSort = builder.enumType('TodoSort', {
  description: 'What a list of todos goes by.',
  values: {
    CREATED: { value: 'created', description: 'When they were made.' },
    DEADLINE: { value: 'deadline', description: 'When they are due; those without a deadline come last.' },
    TITLE: { value: 'title', description: 'The alphabet.' },
  } as const,
})

const todoOrder = builder.enumType('TodoOrder', {
  description: 'Which end of a list of todos comes first.',
  values: {
    NEWEST_FIRST: { value: 'desc', description: 'The last one made, the last deadline, Z.' },
    OLDEST_FIRST: { value: 'asc', description: 'The first one made, the first deadline, A.' },
  } as const,
})

export const todoSortArgs = builder.args(t => ({
  sort: t.field({
    type: todoSort,
    description: 'What the list goes by.',
    required: true,
    defaultValue: 'created',
  }),
  order: t.field({
    type: todoOrder,
    description:
      'Which end of the list comes first; left out, by the time of creation the newest, else the first.',
  }),
}))
