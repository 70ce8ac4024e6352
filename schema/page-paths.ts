/** Where the web page's views are: the server answers each of them with the page, and the page shows the view. */
export const pagePaths = {
  todos: '/',
  calendar: '/calendar',
  jobs: '/jobs',
  feeds: '/feeds',
} as const
