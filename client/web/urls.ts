import { pagePaths } from '../../schema/page-paths.ts'

/** Every address of the page; what a view shows of its list stands in the query. */
export const urls = {
  todos: pagePaths.todos,
  calendar: pagePaths.calendar,
  jobs: pagePaths.jobs,
  feeds: pagePaths.feeds,
  graphiql: '/graphql',
} as const
