import { type RawBuilder, sql } from 'kysely'
import type { CalendarJob, CalendarJobState, Skipped } from '../../schema/calendar-job.ts'
import type { CalendarOptions } from '../../schema/calendar-options.ts'
import {
  type ImportCounts,
  type ImportJob,
  type ImportOptions,
  type AnyJob,
  noCounts,
} from '../../schema/import-job.ts'
import type { Instant } from '../../schema/instant.ts'
import type { OwnerId } from '../../schema/owner.ts'

/** The columns of a job's snapshot, and its owner. `options` are those of its kind. */
export type JobRow = {
  id: string
  kind: 'calendar' | 'import'
  owner_id: OwnerId
  state: CalendarJobState
  version: number
  attempt: number
  done: number
  total: number | null
  written: number | null
  skipped: Skipped | null
  error: string | null
  run_at: Instant
  retry_of: string | null
  options: CalendarOptions | ImportOptions
  counts: ImportCounts | null
  created_at: Instant
  started_at: Instant | null
  finished_at: Instant | null
}

export const jobColumnNames = [
  'id',
  'kind',
  'owner_id',
  'state',
  'version',
  'attempt',
  'done',
  'total',
  'written',
  'skipped',
  'error',
  'run_at',
  'retry_of',
  'options',
  'counts',
  'created_at',
  'started_at',
  'finished_at',
] as const satisfies (keyof JobRow)[]

/** The columns of a `JobRow` in the table with the alias `job`. */
export const jobColumns: RawBuilder<JobRow> = sql.raw(
  jobColumnNames.map(column => `job.${column}`).join(', '),
)

export const toCalendarJob = (row: JobRow): CalendarJob => ({
  id: row.id,
  state: row.state,
  version: row.version,
  attempt: row.attempt,
  progress: { done: row.done, total: row.total },
  written: row.written,
  skipped: row.skipped,
  error: row.error,
  nextAttemptAt: row.state === 'RETRY' ? row.run_at : null,
  retryOf: row.retry_of,
  options: row.options as CalendarOptions,
  createdAt: row.created_at,
  startedAt: row.started_at,
  finishedAt: row.finished_at,
})

export const toImportJob = (row: JobRow): ImportJob => ({
  kind: 'import',
  id: row.id,
  state: row.state,
  version: row.version,
  attempt: row.attempt,
  progress: { done: row.done, total: row.total },
  counts: row.counts ?? noCounts,
  error: row.error,
  options: row.options as ImportOptions,
  createdAt: row.created_at,
  startedAt: row.started_at,
  finishedAt: row.finished_at,
})

export const toJob = (row: JobRow): AnyJob => (row.kind === 'import' ? toImportJob(row) : toCalendarJob(row))
