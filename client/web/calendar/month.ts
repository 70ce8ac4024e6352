/** A month such as `2026-11`; sorts as text. */
export type Month = string

/** The range of deadlines. */
const firstMonth: Month = '1900-01'
const lastMonth: Month = '4500-12'

const notation = /^\d{4}-(?:0[1-9]|1[0-2])$/
const weeks = 6

export const parseMonth = (text: string | null): Month | undefined =>
  text !== null && notation.test(text) && text >= firstMonth && text <= lastMonth ? text : undefined

export const monthOf = (date: Date): Month =>
  `${date.getFullYear()}-${String(date.getMonth() + 1).padStart(2, '0')}`

export const startOfMonth = (month: Month): Date => dayOfMonth(month, 1)

/** The result can be out of range: see `parseMonth`. */
export function addMonths(month: Month, count: number): Month {
  const start = startOfMonth(month)
  return monthOf(new Date(start.getFullYear(), start.getMonth() + count, 1))
}

/** The six weeks of a month's grid, in the browser's time zone: `from` inclusive, `to` exclusive. */
export function gridOf(month: Month, firstDayOfWeek: number): { from: Date; to: Date } {
  const daysBefore = (startOfMonth(month).getDay() - firstDayOfWeek + 7) % 7
  return { from: dayOfMonth(month, 1 - daysBefore), to: dayOfMonth(month, 1 - daysBefore + weeks * 7) }
}

function dayOfMonth(month: Month, day: number): Date {
  const [year, number] = month.split('-').map(Number) as [number, number]
  return new Date(year, number - 1, day)
}
