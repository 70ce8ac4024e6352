import { pagePaths } from '../../schema/page-paths.ts'

/** Every URL of the page; filters are in the query. */
export const urls = {
  todos: pagePaths.todos,
  calendar: pagePaths.calendar,
  jobs: pagePaths.jobs,
  feeds: pagePaths.feeds,
  settings: pagePaths.settings,
  graphiql: '/graphql',
} as const
