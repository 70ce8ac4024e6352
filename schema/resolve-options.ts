import { type CalendarOptions, calendarOptions } from './calendar-options.ts'
import { formatInstant } from './instant.ts'

const minuteMs = 60_000

const defaults = calendarOptions.parse({})

/** Fills in what a job accepted by an earlier version does not say. */
export const completeOptions = (options: CalendarOptions): CalendarOptions => ({ ...defaults, ...options })

/**
 * Options that mean the same whenever they are read: of these and the todos' revision a file is made, and found again.
 * What is overdue is told to the minute, so that jobs of one time share a file; an `overdueBefore` that is there stays.
 */
export function resolveOptions(options: CalendarOptions, now: Date): CalendarOptions {
  const complete = completeOptions(options)
  if (complete.overdue === 'keep' || complete.overdueBefore !== undefined) return complete
  const minute = new Date(Math.floor(now.getTime() / minuteMs) * minuteMs)
  return { ...complete, overdueBefore: formatInstant(minute.toISOString().slice(0, 19), '') }
}
