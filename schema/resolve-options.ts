import type { CalendarOptions } from './calendar-options.ts'
import { formatInstant } from './instant.ts'

const minuteMs = 60_000

/**
 * Options whose meaning does not depend on when they are read: of these and the todos' revision a file is made, and
 * found again. What is overdue is told to the minute, so that jobs at the same time share a file; whoever has set
 * `overdueBefore` already keeps it.
 */
export function resolveOptions(options: CalendarOptions, now: Date): CalendarOptions {
  if (options.overdue === 'keep' || options.overdueBefore !== undefined) return options
  const minute = new Date(Math.floor(now.getTime() / minuteMs) * minuteMs)
  return { ...options, overdueBefore: formatInstant(minute.toISOString().slice(0, 19), '') }
}
