import { quoteName } from './todos/quote-name.ts'
import { pagePaths, toListPath, toTodoPath } from '../../schema/page-paths.ts'

/** Every URL of the page; filters are in the query. */
export const urls = {
  todos: pagePaths.todos,
  calendar: pagePaths.calendar,
  exports: pagePaths.exports,
  job: (id: string) => `${pagePaths.exports}?job=${id}`,
  settings: pagePaths.settings,
  account: pagePaths.account,
  signIn: pagePaths.signIn,
  join: pagePaths.join,
  list: toListPath,
  tag: (tag: string) => `${pagePaths.todos}?${new URLSearchParams({ q: `tag:${quoteName(tag)}` })}`,
  todo: toTodoPath,
  trash: pagePaths.trash,
  import: pagePaths.import,
  importJob: (id: string) => `${pagePaths.import}?job=${id}`,
  graphiql: '/graphql',
} as const

/** Whether a view is about todos as lists, and the lists are shown beside it. */
export const isTodosPath = (path: string): boolean =>
  [urls.todos, urls.trash, urls.import].some(view => view === path) ||
  [urls.list(''), urls.todo('')].some(start => path.startsWith(start))
