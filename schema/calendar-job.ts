import type { CalendarOptions } from './calendar-options.ts'
import type { Instant } from './instant.ts'

export const calendarJobStates = ['PENDING', 'STARTED', 'RETRY', 'SUCCESS', 'FAILURE', 'REVOKED'] as const
export type CalendarJobState = (typeof calendarJobStates)[number]

/** A terminal state is for ever. */
export const isTerminal = (state: CalendarJobState): boolean =>
  state === 'SUCCESS' || state === 'FAILURE' || state === 'REVOKED'

/** Why todos are not in the file, in numbers of todos. */
export type Skipped = { noDeadline: number; outOfRange: number; filtered: number }

/** Todos read so far, of how many; `total` is null until the snapshot is taken. */
export type Progress = { done: number; total: number | null }

/** To one decimal; null until the total is known. Nothing to do is all done. */
export function toPercent({ done, total }: Progress): number | null {
  if (total === null) return null
  return total === 0 ? 100 : Math.round((1000 * done) / total) / 10
}

/** The public snapshot of a job's row: the same at every door, and what queue events carry. */
export type CalendarJob = {
  id: string
  state: CalendarJobState
  /** Rises by one with each visible change. */
  version: number
  attempt: number
  progress: Progress
  written: number | null
  skipped: Skipped | null
  error: string | null
  retryOf: string | null
  options: CalendarOptions
  createdAt: Instant
  startedAt: Instant | null
  finishedAt: Instant | null
}
