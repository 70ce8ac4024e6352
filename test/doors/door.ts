import type { OutgoingHttpHeaders } from 'node:http'
import type { CalendarJobState, Progress, Skipped } from '../../schema/calendar-job.ts'

export type Todo = {
  id: number
  title: string
  description: string | null
  completed: boolean
  /** Times are RFC 3339 in UTC here, whatever a door's notation is. */
  deadlineAt: string | null
  createdAt: string
  updatedAt: string
}

export type CalendarJob = {
  id: string
  state: CalendarJobState
  attempt: number
  progress: Progress
  written: number | null
  skipped: Skipped | null
  error: string | null
  retryOf: string | null
  resultUrl: string
  createdAt: string
  startedAt: string | null
  finishedAt: string | null
}

/** Options are as they were sent, with all defaults filled in. */
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

/** What a watcher is shown; `eventId` asks, as `after`, for what is newer. */
export type Update = { eventId: string; job: CalendarJob }

/** `next` asks, as `after`, for the page behind this one. */
export type Page<Item> = { items: Item[]; next: string | undefined }

export type Paging = { limit?: number; after?: string | undefined }
export type TodoFilter = {
  completed?: boolean
  windowDays?: number
  from?: string
  to?: string
  overdue?: boolean
  search?: string
}
export type TodoQuery = Paging &
  TodoFilter & { sort?: 'created' | 'deadline' | 'title'; order?: 'asc' | 'desc' }
export type TodoCounts = { total: number; open: number; done: number; overdue: number }
type JobQuery = Paging & { state?: CalendarJobState }

/** Inputs have no types of their own: what is tried is often wrong on purpose. */
export type Input = Record<string, unknown>

/** The operations, told apart from how a door says them. All of them fail with a DoorError. */
export type Door = {
  listTodos: (query?: TodoQuery) => Promise<Page<Todo>>
  countTodos: (filter?: TodoFilter) => Promise<TodoCounts>
  getTodo: (id: number) => Promise<Todo>
  createTodo: (todo: Input) => Promise<Todo>
  updateTodo: (id: number, change: Input) => Promise<Todo>
  /** What was deleted; undefined when there was none. */
  deleteTodo: (id: number) => Promise<Todo | undefined>
  /** The id of the job that is to make the calendar. */
  createCalendarJob: (options?: Input, idempotencyKey?: string) => Promise<string>
  listCalendarJobs: (query?: JobQuery) => Promise<Page<CalendarJob>>
  getCalendarJob: (id: string) => Promise<CalendarJob>
  /** Ends as the door ends it; fails when the stream breaks off without saying that it is over. */
  watchCalendarJob: (id: string, after?: string) => AsyncGenerator<Update, void>
  cancelCalendarJob: (id: string) => Promise<CalendarJob>
  /** The id of the new job. */
  retryCalendarJob: (id: string) => Promise<string>
  listFeeds: () => Promise<Feed[]>
  getFeed: (id: string) => Promise<Feed>
  createFeed: (feed: Input) => Promise<Feed>
  updateFeed: (id: string, change: Input) => Promise<Feed>
  rotateFeed: (id: string) => Promise<Feed>
  /** What was deleted. */
  deleteFeed: (id: string) => Promise<Feed>
}

/** The headers go with every request. */
export type OpenDoor = (url: string, headers?: OutgoingHttpHeaders) => Door

export type DoorErrorCode =
  | 'notFound'
  | 'badInput'
  | 'conflict'
  | 'unavailable'
  | 'unauthenticated'
  | 'forbidden'

/** What a door refuses in a way that its clients can act on. */
export class DoorError extends Error {
  override readonly name = 'DoorError'
  readonly code: DoorErrorCode
  /** Of HTTP; 200 where a door tells of an error within its answer. */
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
  413: 'badInput',
  503: 'unavailable',
}

/** Of an answer whose status says what is wrong: any at REST, and what the edge refuses before another door sees it. */
export function toRefusal(status: number, text: string): Error {
  const code = codeOf[status]
  return code ? new DoorError(code, status, text) : new Error(`Nobody expects a ${status}: ${text}`)
}
