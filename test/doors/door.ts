import type { OutgoingHttpHeaders } from 'node:http'
import type { CalendarJobState, Progress, Skipped } from '../../schema/calendar-job.ts'

export type Todo = {
  id: number
  title: string
  description: string | null
  completed: boolean
  /** Times are RFC 3339 in UTC here, for every door. */
  deadlineAt: string | null
  deadlineOn: string | null
  repeat: { rule: string; from: string } | null
  /** Null for the inbox. */
  listId: number | null
  tags: string[]
  priority: string
  completions: { completedAt: string; deadlineAt: string | null; deadlineOn: string | null }[]
  createdAt: string
  updatedAt: string
}

export type TrashedTodo = { todo: Todo; deletedAt: string }

/** The id of the inbox in the databases of tests. */
export const inboxId = 1

export type CalendarJob = {
  id: string
  state: CalendarJobState
  attempt: number
  progress: Progress
  written: number | null
  skipped: Skipped | null
  error: string | null
  nextAttemptAt: string | null
  retryOf: string | null
  resultUrl: string
  createdAt: string
  startedAt: string | null
  finishedAt: string | null
}

/** `options` has all defaults filled in. */
export type Feed = {
  id: string
  name: string
  options: Input
  window: { daysBack: number | null; daysAhead: number | null } | null
  file: { bytes: number; written: number; skipped: Skipped; modifiedAt: string } | null
  error: string | null
  lastFetch: { at: string; by: string | null } | null
  createdAt: string
  updatedAt: string
  url: string | null
  webcalUrl: string | null
}

export type List = { id: number; name: string; color: string | null; position: number; isInbox: boolean }

export type Settings = { timeZone: string; weekStart: string; updatedAt: string | null }

/** An update of a job. With its `eventId` as `after`, a watcher gets only newer updates. */
export type Update = { eventId: string; job: CalendarJob }

/** An update of the todos, whose revision is the `after` of the next one. */
export type TodoUpdate = {
  revision: number
  changed: Todo[]
  deleted: { id: number; uid: string }[]
  lists: List[] | null
  reset: boolean
}

/** `next` is the `after` of the next page. */
export type Page<Item> = { items: Item[]; next: string | undefined }

export type Paging = { limit?: number; after?: string | undefined }
export type TodoFilter = {
  completed?: boolean
  windowDays?: number
  from?: string
  to?: string
  overdue?: boolean
  list?: (string | number)[]
  withoutList?: (string | number)[]
  tag?: string[]
  withoutTag?: string[]
  priority?: string[]
  hasDeadline?: boolean
  search?: string
  filter?: string
}
export type TodoQuery = Paging &
  TodoFilter & { sort?: 'created' | 'deadline' | 'title' | 'relevance'; order?: 'asc' | 'desc' }
export type TodoCounts = { total: number; open: number; done: number; overdue: number }
type JobQuery = Paging & { state?: CalendarJobState }

/** Inputs are untyped, because tests often send invalid ones. */
export type Input = Record<string, unknown>

/** The operations, independent of the notation of a door. All of them fail with a DoorError. */
export type Door = {
  listTodos: (query?: TodoQuery) => Promise<Page<Todo>>
  countTodos: (filter?: TodoFilter) => Promise<TodoCounts>
  getTodo: (id: number) => Promise<Todo>
  createTodo: (todo: Input, idempotencyKey?: string) => Promise<Todo>
  updateTodo: (id: number, change: Input) => Promise<Todo>
  /** Returns the deleted todo; undefined when there was none. */
  deleteTodo: (id: number) => Promise<Todo | undefined>
  /** Returns the id of the job. */
  createCalendarJob: (options?: Input, idempotencyKey?: string) => Promise<string>
  listCalendarJobs: (query?: JobQuery) => Promise<Page<CalendarJob>>
  getCalendarJob: (id: string) => Promise<CalendarJob>
  /** Ends when the door ends the stream in its own way; throws when the connection breaks. */
  watchCalendarJob: (id: string, after?: string) => AsyncGenerator<Update, void>
  cancelCalendarJob: (id: string) => Promise<CalendarJob>
  /** Returns the id of the new job. */
  retryCalendarJob: (id: string) => Promise<string>
  listFeeds: () => Promise<Feed[]>
  getFeed: (id: string) => Promise<Feed>
  createFeed: (feed: Input) => Promise<Feed>
  updateFeed: (id: string, change: Input) => Promise<Feed>
  rotateFeed: (id: string) => Promise<Feed>
  /** Returns the deleted feed. */
  deleteFeed: (id: string) => Promise<Feed>
  getSettings: () => Promise<Settings>
  updateSettings: (change: Input) => Promise<Settings>
  getLists: () => Promise<List[]>
  createList: (list: Input) => Promise<List>
  updateList: (id: number, change: Input) => Promise<List>
  /** Returns the deleted list. */
  deleteList: (id: number) => Promise<List>
  restoreList: (id: number) => Promise<List>
  listTrash: (paging?: Paging) => Promise<Page<TrashedTodo>>
  restoreTodo: (id: number) => Promise<Todo>
  /** Sends `after` as it is. Never ends by itself; throws when the connection breaks. */
  watchTodos: (after?: string | number) => AsyncGenerator<TodoUpdate, void>
  /** Returns the number of todos. */
  emptyTrash: () => Promise<number>
}

/** Sends the headers with every request. */
export type OpenDoor = (url: string, headers?: OutgoingHttpHeaders) => Door

export type DoorErrorCode =
  | 'notFound'
  | 'badInput'
  | 'conflict'
  | 'unavailable'
  | 'unauthenticated'
  | 'forbidden'

/** An error that clients can act on. */
export class DoorError extends Error {
  override readonly name = 'DoorError'
  readonly code: DoorErrorCode
  /** The HTTP status; 200 where a door reports errors in its answer. */
  readonly status: number

  constructor(code: DoorErrorCode, status: number, message: string) {
    super(message)
    this.code = code
    this.status = status
  }
}

const codeOf: Record<number, DoorErrorCode> = {
  400: 'badInput',
  401: 'unauthenticated',
  403: 'forbidden',
  404: 'notFound',
  409: 'conflict',
  410: 'notFound',
  413: 'badInput',
  503: 'unavailable',
}

/** The error of an answer with an error status: any at REST, and refusals of the edge in place of another door. */
export function toRefusal(status: number, text: string): Error {
  const code = codeOf[status]
  return code ? new DoorError(code, status, text) : new Error(`Unexpected status ${status}: ${text}`)
}
