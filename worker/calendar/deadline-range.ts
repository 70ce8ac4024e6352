import type { CalendarOptions } from '../../schema/calendar-options.ts'

/** Tells whether a deadline is in the range: `from` inclusive, `to` exclusive, compared in whole milliseconds. */
export function createDeadlineRange(options: CalendarOptions): (deadlineAt: Date) => boolean {
  const fromMs = options.from === undefined ? -Infinity : Date.parse(options.from)
  const toMs = options.to === undefined ? Infinity : Date.parse(options.to)
  return deadlineAt => deadlineAt.getTime() >= fromMs && deadlineAt.getTime() < toMs
}
