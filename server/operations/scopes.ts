import type { Principal } from '../../core/accounts/principal.ts'
import { AppError } from '../../core/app-error.ts'
import { includesScope, type Scope } from '../../schema/scopes.ts'

/**
 * The scope that each operation needs, at all doors; null: none. A scope covers an operation with everything that it
 * returns. An operation that is missing here cannot be used with any access token.
 */
export const scopeOf = {
  account: null,
  apiDocument: null,
  health: null,

  todo: 'todos:read',
  todos: 'todos:read',
  todoCounts: 'todos:read',
  todoDays: 'todos:read',
  todoChanges: 'todos:read',
  todosChanged: 'todos:read',
  trashedTodos: 'todos:read',
  lists: 'todos:read',
  listCounts: 'todos:read',
  tags: 'todos:read',
  settings: 'todos:read',
  importJob: 'todos:read',
  importJobs: 'todos:read',
  importReport: 'todos:read',
  importJobStatus: 'todos:read',

  createTodo: 'todos:write',
  updateTodo: 'todos:write',
  deleteTodo: 'todos:write',
  restoreTodo: 'todos:write',
  emptyTrash: 'todos:write',
  createList: 'todos:write',
  updateList: 'todos:write',
  deleteList: 'todos:write',
  restoreList: 'todos:write',
  updateSettings: 'todos:write',
  importTodos: 'todos:write',
  cancelImportJob: 'todos:write',

  calendarJob: 'jobs',
  calendarJobs: 'jobs',
  calendarJobAttempts: 'jobs',
  calendarJobCounts: 'jobs',
  calendarJobResult: 'jobs',
  calendarPreview: 'jobs',
  calendarJobStatus: 'jobs',
  calendarJobsStatus: 'jobs',
  createCalendarJob: 'jobs',
  cancelCalendarJob: 'jobs',
  retryCalendarJob: 'jobs',

  calendarFeed: 'feeds',
  calendarFeeds: 'feeds',
  createCalendarFeed: 'feeds',
  updateCalendarFeed: 'feeds',
  rotateCalendarFeed: 'feeds',
  deleteCalendarFeed: 'feeds',
} as const satisfies Record<string, Scope | null>

export type Operation = keyof typeof scopeOf

/** @throws AppError forbidden, which names the missing scope */
export function assertMayUse({ scopes, credential }: Principal, operation: string): void {
  if (credential?.kind !== 'token') return
  const needed = Object.hasOwn(scopeOf, operation) ? scopeOf[operation as Operation] : undefined
  if (needed === null || (needed !== undefined && includesScope(scopes, needed))) return
  throw new AppError(
    'forbidden',
    needed === undefined
      ? 'Access tokens cannot do this'
      : `This access token lacks the scope ${needed}; create one that has it`,
  )
}
