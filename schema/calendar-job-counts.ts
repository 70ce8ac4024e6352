import type { CalendarJobState } from './calendar-job.ts'

/** Numbers of jobs, by state and in total. */
export type CalendarJobCounts = Record<'total' | Lowercase<CalendarJobState>, number>
