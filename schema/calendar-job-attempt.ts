import type { Instant } from './instant.ts'

/** One worker's try at a job. */
export type CalendarJobAttempt = {
  /** Counts from 1. */
  attempt: number
  worker: string
  startedAt: Instant
  /** Null while it lasts. */
  endedAt: Instant | null
  /** Why it came to nothing; null while it lasts, and when it made the calendar. */
  error: string | null
}
