import type { PlainDate } from '../../../schema/plain-date.ts'
import { addDays, startOfDay } from '../day.ts'
import type { DeadlineRange } from '../todos/cached-todos.ts'

/** A month such as `2026-11`; sorts as text. */
export type Month = string

/** The range of deadlines. */
const firstYear = 1900
const lastYear = 4500

const notation = /^\d{4}-(?:0[1-9]|1[0-2])$/
const weeks = 6

export const parseMonth = (text: string | null): Month | undefined =>
  text !== null && notation.test(text) && text >= `${firstYear}-01` && text <= `${lastYear}-12`
    ? text
    : undefined

export const monthOf = (day: PlainDate): Month => day.slice(0, 7)

export const firstDayOf = (month: Month): PlainDate => `${month}-01`

/** The result can be out of range: see `parseMonth`. */
export function addMonths(month: Month, count: number): Month {
  const [year = NaN, number = NaN] = month.split('-').map(Number)
  return monthOf(new Date(Date.UTC(year, number - 1 + count, 1)).toISOString())
}

/**
 * The deadlines in the six weeks of a month's grid, unbounded where the grid exceeds the supported years. Times are shown in
 * the browser's time zone, and dates end in that of the settings: the range covers the days of both.
 */
export function gridRange(month: Month, firstDayOfWeek: number, timeZones: string[]): DeadlineRange {
  const first = firstDayOf(month)
  const daysBefore = (new Date(first).getUTCDay() - firstDayOfWeek + 7) % 7
  const starts = (day: PlainDate) => timeZones.map(timeZone => startOfDay(day, timeZone).getTime())
  const from = new Date(Math.min(...starts(addDays(first, -daysBefore))))
  const to = new Date(Math.max(...starts(addDays(first, weeks * 7 - daysBefore))))
  return {
    from: from.getUTCFullYear() < firstYear ? undefined : from.toISOString(),
    to: to.getUTCFullYear() > lastYear ? undefined : to.toISOString(),
  }
}
