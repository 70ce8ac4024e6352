import { type CalendarOptions, calendarOptions } from './calendar-options.ts'
import { formatInstant } from './instant.ts'

const minuteMs = 60_000

const defaults = calendarOptions.parse({})

/** Fills in the options that a job of an earlier release lacks. */
export const completeOptions = (options: CalendarOptions): CalendarOptions => ({ ...defaults, ...options })

/**
 * Makes options independent of the current time. Together with the revision of the todos they identify a file. The limit of
 * overdue todos is rounded to the minute, so that jobs of the same time share a file; an existing `overdueBefore` stays.
 */
export function resolveOptions(options: CalendarOptions, now: Date): CalendarOptions {
  const complete = completeOptions(options)
  if (complete.overdue === 'keep' || complete.overdueBefore !== undefined) return complete
  const minute = new Date(Math.floor(now.getTime() / minuteMs) * minuteMs)
  return { ...complete, overdueBefore: formatInstant(minute.toISOString().slice(0, 19), '') }
}
