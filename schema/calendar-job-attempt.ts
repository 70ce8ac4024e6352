import type { Instant } from './instant.ts'

/** A worker's attempt at a job. */
export type CalendarJobAttempt = {
  /** Counts from 1. */
  attempt: number
  worker: string
  startedAt: Instant
  /** Null while the attempt is running. */
  endedAt: Instant | null
  /** Why the attempt failed; null while it is running, and after a success. */
  error: string | null
}
