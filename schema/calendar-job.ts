import type { CalendarOptions } from './calendar-options.ts'
import type { Instant } from './instant.ts'

export const calendarJobStates = ['PENDING', 'STARTED', 'RETRY', 'SUCCESS', 'FAILURE', 'REVOKED'] as const
export type CalendarJobState = (typeof calendarJobStates)[number]

/** A job fails with its last attempt, unless attempts were handed back by workers that stopped: those do not count. */
export const maxAttempts = 5

/** Terminal states never change. */
export const isTerminal = (state: CalendarJobState): boolean =>
  state === 'SUCCESS' || state === 'FAILURE' || state === 'REVOKED'

/** The numbers of todos in the scope that are not in the file, by the first reason that applies. */
export type Skipped = { noDeadline: number; outOfRange: number; filtered: number }

/** The number of todos read so far, and of all; `total` is null until the snapshot is taken. */
export type Progress = { done: number; total: number | null }

/** Rounds to one decimal; null until the total is known. An empty list is at 100 %. */
export function toPercent({ done, total }: Progress): number | null {
  if (total === null) return null
  return total === 0 ? 100 : Math.round((1000 * done) / total) / 10
}

/** The public snapshot of a job's row: the same at every door and in queue events. */
export type CalendarJob = {
  id: string
  state: CalendarJobState
  /** Increases by one with each visible change. */
  version: number
  attempt: number
  progress: Progress
  written: number | null
  skipped: Skipped | null
  error: string | null
  /** When the job is tried again, while it is in RETRY. */
  nextAttemptAt: Instant | null
  retryOf: string | null
  options: CalendarOptions
  createdAt: Instant
  startedAt: Instant | null
  finishedAt: Instant | null
}
