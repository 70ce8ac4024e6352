/** The paths of the web page's views. The server answers each with the page, which then shows the view. */
export const pagePaths = {
  todos: '/',
  calendar: '/calendar',
  jobs: '/jobs',
  feeds: '/feeds',
  settings: '/settings',
} as const
