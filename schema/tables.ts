import type { ColumnType, Generated, GeneratedAlways, JSONColumnType } from 'kysely'
import type { AccountTables } from './account-tables.ts'
import type { FeedOptions } from './calendar-feed.ts'
import type { CalendarJobState, Skipped } from './calendar-job.ts'
import type { CalendarOptions } from './calendar-options.ts'
import type { ImportCounts, ImportOptions, ImportReportEntry } from './import-job.ts'
import type { Instant } from './instant.ts'
import type { OwnerId } from './owner.ts'
import type { Completion, RepeatFrom } from './repeat.ts'
import type { WeekDay } from './settings.ts'

/** `timestamptz`, read as an `Instant` (see `core/database/db.ts`). */
export type At = ColumnType<Instant, Instant | Date, Instant | Date>
export type DefaultedAt = ColumnType<Instant, Instant | Date | undefined, Instant | Date>
export type OptionalAt = ColumnType<Instant | null, Instant | Date | null | undefined, Instant | Date | null>

export type Tables = AccountTables & {
  owner: OwnerTable
  todo: TodoTable
  todo_list: TodoListTable
  deleted_todo: DeletedTodoTable
  deleted_list: DeletedListTable
  todo_key: TodoKeyTable
  calendar_job: CalendarJobTable
  calendar_job_attempt: CalendarJobAttemptTable
  calendar_feed: CalendarFeedTable
  retired_feed_token: RetiredFeedTokenTable
  idempotency_key: IdempotencyKeyTable
  artifact: ArtifactTable
  artifact_part: ArtifactPartTable
  artifact_staging: ArtifactStagingTable
  deleted_calendar_job: DeletedCalendarJobTable
  import_file: ImportFileTable
  import_file_part: ImportFilePartTable
  import_report: ImportReportTable
}

type OwnerTable = {
  id: string
  /** Increases in the same transaction as any change of a todo or a list. */
  todos_revision: Generated<number>
  /** Its value at the last change of a list. */
  lists_revision: Generated<number>
  /** The change log has everything that happened after this revision. */
  todos_log_from: Generated<number>
  todos_changed_at: DefaultedAt
  /** For `MAX_TODOS`: see `core/todos/todo-limit.ts`. */
  todo_count: Generated<number>
  /** When it was last compared with the todos. */
  todos_counted_at: DefaultedAt
  /** When the account was deleted: see `core/accounts/delete-owned-rows.ts`. */
  deleted_at: OptionalAt
  time_zone: Generated<string>
  week_start: Generated<WeekDay>
  /** Null while the settings are the defaults. */
  settings_updated_at: OptionalAt
}

type TodoTable = {
  id: GeneratedAlways<number>
  uid: Generated<string>
  owner_id: string
  title: string
  description: string | null
  completed: Generated<boolean>
  completed_at: OptionalAt
  /** The end of the deadline. A trigger sets it from `deadline_on`: the last microsecond of that day for the owner. */
  deadline_at: OptionalAt
  deadline_on: string | null
  /** What an RRULE of RFC 5545 says, in its normal form. These three or none. */
  repeat_rule: string | null
  repeat_from: RepeatFrom | null
  /** The time zone of the owner when the repetition was set: timed occurrences have the same wall time there. */
  repeat_zone: string | null
  /** Newest first. */
  completions: ColumnType<Completion[], string | undefined, string>
  /** A trigger puts todos without a list into the inbox. */
  list_id: ColumnType<number, number | undefined, number>
  tags: Generated<string[]>
  /** 0 none, 1 low, 2 medium, 3 high. */
  priority: Generated<number>
  /** Content lines of iCalendar from other programs, to be given back. */
  properties: Generated<string[]>
  /** What the todo was last imported from: the same again changes nothing, whatever has happened to the todo since. */
  import_hash: string | null
  /** What search compares: the folded title, a line break, and the folded description. */
  search_text: GeneratedAlways<string>
  /** SEQUENCE in calendar files. */
  revision: Generated<number>
  /** The owner's revision at the last change of this todo: no two todos of an owner have the same, unless it is 0. */
  todos_revision: Generated<number>
  created_at: DefaultedAt
  updated_at: DefaultedAt
  /** `updated_at`, but at least a second after the previous value: LAST-MODIFIED in calendar files. */
  revised_at: DefaultedAt
}

type TodoListTable = {
  id: GeneratedAlways<number>
  owner_id: string
  name: string
  color: string | null
  /** Lists are shown in this order, then by id. */
  position: number
  /** Each owner has one inbox, which a trigger creates. */
  is_inbox: Generated<boolean>
  created_at: DefaultedAt
  updated_at: DefaultedAt
}

/** A deleted todo: in the trash for 30 days, afterwards a tombstone for the change log. */
type DeletedTodoTable = {
  id: number
  owner_id: string
  uid: string
  todos_revision: number
  deleted_at: DefaultedAt
  /** The row of the todo; null when it can no longer be restored. */
  todo: ColumnType<unknown, string | null, string | null>
}

/** A deleted list, for 30 days, and the todos that moved to the inbox. */
type DeletedListTable = {
  id: number
  owner_id: string
  name: string
  color: string | null
  position: number
  created_at: string
  todo_ids: number[]
  deleted_at: DefaultedAt
}

/** An idempotency key, and the todo that was created with it. */
type TodoKeyTable = {
  owner_id: string
  key: string
  request_hash: string
  /** A todo, or a deleted one. */
  todo_id: number
  created_at: DefaultedAt
}

type CalendarJobTable = {
  id: string
  owner_id: string
  kind: Generated<'calendar' | 'import'>
  state: Generated<CalendarJobState>
  version: Generated<number>
  options: JSONColumnType<CalendarOptions | ImportOptions>
  /** The counts of an import, updated with each batch; null for a calendar. */
  counts: JSONColumnType<ImportCounts> | null
  retry_of: string | null
  /** The feed that the job makes a file for; null when a client created the job. */
  feed_id: string | null
  /** The fencing token: increases with each claim. */
  attempt: Generated<number>
  failures: Generated<number>
  done: Generated<number>
  total: number | null
  written: number | null
  skipped: JSONColumnType<Skipped> | null
  error: string | null
  /** Kept after the artifact has expired: a SUCCESS whose artifact is gone answers 410. */
  artifact_id: string | null
  /** When a message was last sent for this attempt; null when none was, or the send is known to have failed. */
  enqueued_at: OptionalAt
  sends: Generated<number>
  /** No claim before this time. */
  run_at: DefaultedAt
  lease_until: OptionalAt
  /** When `recoverJobs` must check the row next; null in a terminal state. */
  due_at: OptionalAt
  created_at: DefaultedAt
  started_at: OptionalAt
  finished_at: OptionalAt
}

type CalendarJobAttemptTable = {
  job_id: string
  attempt: number
  worker: string
  started_at: DefaultedAt
  ended_at: OptionalAt
  error: string | null
}

type CalendarFeedTable = {
  id: string
  owner_id: string
  /** SHA-256: the token itself is shown once and stored nowhere. */
  token_hash: Buffer
  name: string
  options: JSONColumnType<FeedOptions>
  days_back: number | null
  days_ahead: number | null
  /** Increases with each change of the feed that affects its file. */
  version: Generated<number>
  /** The last job for the file, and the key of the file that it makes: see `core/feeds/feed-file-key.ts`. */
  job_id: string | null
  job_edition: string | null
  /** The last good file: all three or none. */
  artifact_id: string | null
  file_edition: string | null
  /** In whole seconds; moves forward, never back, whenever the file changes. */
  file_modified_at: OptionalAt
  /** Written at most about once a minute. */
  fetched_at: OptionalAt
  fetched_by: string | null
  created_at: DefaultedAt
  updated_at: DefaultedAt
}

/** Answered with 410, so that calendar programs stop asking. */
type RetiredFeedTokenTable = {
  token_hash: Buffer
  /** Null when the owner is gone. */
  owner_id: OwnerId | null
  retired_at: DefaultedAt
}

type IdempotencyKeyTable = {
  owner_id: string
  key: string
  request_hash: string
  job_id: string
  created_at: DefaultedAt
}

type ArtifactTable = {
  id: Generated<string>
  owner_id: string
  options_hash: string
  todos_revision: number
  generator_version: number
  /** The job and attempt that staged the parts. */
  job_id: string
  attempt: number
  sha256: string
  bytes: number
  gzip_bytes: number
  /** The number of todos in the snapshot: those written, skipped and outside the scope. */
  total: number
  written: number
  skipped: JSONColumnType<Skipped>
  created_at: DefaultedAt
  expires_at: At
}

type ArtifactPartTable = {
  job_id: string
  attempt: number
  n: number
  /** A slice of the one gzip stream that is the whole file. */
  bytes: Buffer
}

/** An attempt that has staged parts; deleted with its parts, or soon after it has published them. */
type ArtifactStagingTable = {
  job_id: string
  attempt: number
}

/** A file to import, which has the id of its job; deleted when the job has finished. */
type ImportFileTable = {
  id: string
  owner_id: string
  created_at: DefaultedAt
}

type ImportFilePartTable = {
  file_id: string
  n: number
  /** A slice of the one gzip stream that is the whole file. */
  bytes: Buffer
}

/** A batch of an import, written in one transaction with its todos. */
type ImportReportTable = {
  job_id: string
  /** The number of the entries before this batch. */
  first: number
  entries: JSONColumnType<ImportReportEntry[]>
}

/** One row: the newest of the jobs that were deleted after their retention time. */
type DeletedCalendarJobTable = {
  only_row: Generated<boolean>
  newest_id: string
}
