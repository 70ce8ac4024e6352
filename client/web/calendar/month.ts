import type { DeadlineRange } from '../todos/cached-todos.ts'

/** A month such as `2026-11`; sorts as text. */
export type Month = string

/** The range of deadlines. */
const firstYear = 1900
const lastYear = 4500

const notation = /^\d{4}-(?:0[1-9]|1[0-2])$/
const weeks = 6
const monday = 1

export const parseMonth = (text: string | null): Month | undefined =>
  text !== null && notation.test(text) && text >= `${firstYear}-01` && text <= `${lastYear}-12`
    ? text
    : undefined

export const monthOf = (date: Date): Month =>
  `${date.getFullYear()}-${String(date.getMonth() + 1).padStart(2, '0')}`

export const startOfMonth = (month: Month): Date => dayOfMonth(month, 1)

/** The result can be out of range: see `parseMonth`. */
export function addMonths(month: Month, count: number): Month {
  const start = startOfMonth(month)
  return monthOf(new Date(start.getFullYear(), start.getMonth() + count, 1))
}

/** The deadlines in the six weeks of a month's grid, unbounded where the grid exceeds the supported years. */
export function gridRange(month: Month): DeadlineRange {
  const daysBefore = (startOfMonth(month).getDay() - firstDayOfWeek() + 7) % 7
  const from = dayOfMonth(month, 1 - daysBefore)
  const to = dayOfMonth(month, 1 - daysBefore + weeks * 7)
  return {
    from: from.getUTCFullYear() < firstYear ? undefined : from.toISOString(),
    to: to.getUTCFullYear() > lastYear ? undefined : to.toISOString(),
  }
}

/** 0 is Sunday, as in `Date`. Monday if the browser does not know. */
export function firstDayOfWeek(): number {
  const locale: Intl.Locale & { getWeekInfo?: () => { firstDay: number } } = new Intl.Locale(
    navigator.language,
  )
  return (locale.getWeekInfo?.().firstDay ?? monday) % 7
}

function dayOfMonth(month: Month, day: number): Date {
  const [year, number] = month.split('-').map(Number) as [number, number]
  return new Date(year, number - 1, day)
}
