/** The paths of the web page's views. The server answers each with the page, which then shows the view. */
export const pagePaths = {
  todos: '/',
  calendar: '/calendar',
  exports: '/exports',
  // Earlier addresses of the exports.
  jobs: '/jobs',
  feeds: '/feeds',
  settings: '/settings',
  account: '/account',
  signIn: '/sign-in',
  join: '/join',
  trash: '/trash',
  import: '/import',
} as const

/** The path of a list of todos. */
export const toListPath = (id: number | string): string => `/lists/${id}`

/** The path of a todo, with its form. */
export const toTodoPath = (id: number | string): string => `/todos/${id}`

const itemPath = /^\/(?:lists|todos)\/[1-9]\d*$/
const views: ReadonlySet<string> = new Set(Object.values(pagePaths))

export const isPagePath = (path: string): boolean => views.has(path) || itemPath.test(path)
