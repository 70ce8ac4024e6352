import { builder } from './builder.ts'
import { priorityType } from './todo-types.ts'

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
  list: t.idList({ description: 'Only todos in one of these lists: ids or names.' }),
  withoutList: t.idList({ description: 'Only todos in none of these lists.' }),
  tag: t.stringList({ description: 'Only todos with all of these tags, ignoring case and accents.' }),
  withoutTag: t.stringList({ description: 'Only todos with none of these tags.' }),
  priority: t.field({ type: [priorityType], description: 'Only todos with one of these priorities.' }),
  hasDeadline: t.boolean({ description: 'Only todos with a deadline, or only those without.' }),
  search: t.string({
    description:
      'Only todos with these words in their title or description, in any order, ignoring case and accents. Quotes keep a phrase together; a minus excludes a word.',
  }),
  filter: t.string({
    description: 'All of this in one text, such as `list:uni tag:exam p:high is:open -tag:later essay`.',
  }),
}))

const todoSort = builder.enumType('TodoSort', {
  description: 'The sort key of a list of todos.',
  values: {
    CREATED: { value: 'created', description: 'The time of creation.' },
    DEADLINE: { value: 'deadline', description: 'The deadline. Todos without one are always last.' },
    TITLE: { value: 'title', description: 'The title, alphabetically.' },
    RELEVANCE: { value: 'relevance', description: 'How well a todo matches the search.' },
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
    description: 'The sort key of the list. Default: RELEVANCE for a search, otherwise CREATED.',
  }),
  order: t.field({
    type: todoOrder,
    description:
      'The direction of the list. Default: DESC for CREATED and RELEVANCE, ASC for DEADLINE and TITLE.',
  }),
}))
