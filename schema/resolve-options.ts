import { type CalendarOptions, calendarOptions, type RequestedOptions } from './calendar-options.ts'
import { formatInstant } from './instant.ts'

const minuteMs = 60_000

const defaults = calendarOptions.parse({})

/** Fills in what a job of an earlier release lacks, or a request: UTC as the time zone. */
export const completeOptions = ({ timeZone = 'UTC', ...options }: RequestedOptions): CalendarOptions => ({
  ...defaults,
  ...options,
  timeZone,
})

/**
 * Makes options independent of the current time. Together with the revision of the todos they identify a file. The limit of
 * overdue todos is rounded to the minute, so that jobs of the same time share a file; an existing one stays.
 */
export function resolveOptions(options: CalendarOptions, now: Date): CalendarOptions {
  const complete = completeOptions(options)
  if (complete.overdue === 'drop' && complete.overdueBefore === undefined) {
    const minute = new Date(Math.floor(now.getTime() / minuteMs) * minuteMs)
    return { ...complete, overdueBefore: formatInstant(minute.toISOString().slice(0, 19), '') }
  }
  if (complete.overdue === 'today' && complete.today === undefined) {
    return { ...complete, today: toDate(now, complete.timeZone) }
  }
  return complete
}

const toDate = (moment: Date, timeZone: string) =>
  Temporal.Instant.fromEpochMilliseconds(moment.getTime())
    .toZonedDateTimeISO(timeZone)
    .toPlainDate()
    .toString()
