import { firstYear, lastYear } from '../../../schema/instant.ts'
import type { PlainDate } from '../../../schema/plain-date.ts'
import { addDays, daysBetween, daysPerWeek, startOfWeek } from '../day.ts'

/** The range of deadlines. */
const firstDay = `${firstYear}-01-01`
const lastDay = `${lastYear}-12-31`

const notation = /^\d{4}-\d{2}-\d{2}$/

/** Consecutive days, whole weeks. */
export type DaySpan = { from: PlainDate; days: number }

/** A day that exists, within the range of deadlines. */
export const parseDay = (text: string | null): PlainDate | undefined =>
  text !== null && notation.test(text) && text >= firstDay && text <= lastDay && addDays(text, 0) === text
    ? text
    : undefined

export const isSameMonth = (one: PlainDate, other: PlainDate): boolean =>
  one.slice(0, 7) === other.slice(0, 7)

export const daysOf = ({ from, days }: DaySpan): PlainDate[] =>
  Array.from({ length: days }, (_, n) => addDays(from, n))

/** The same day of another month, or its last one. The result can be out of range: see `parseDay`. */
export function addMonths(day: PlainDate, count: number): PlainDate {
  const [year = NaN, month = NaN, date = NaN] = day.split('-').map(Number)
  const first = new Date(Date.UTC(year, month - 1 + count, 1)).toISOString().slice(0, 10)
  const same = addDays(first, date - 1)
  return isSameMonth(same, first) ? same : addDays(firstOfNextMonth(first), -1)
}

const firstOfMonth = (day: PlainDate): PlainDate => `${day.slice(0, 7)}-01`
const firstOfNextMonth = (day: PlainDate): PlainDate => firstOfMonth(addDays(firstOfMonth(day), 31))

/** @param firstDayOfWeek 0 is Sunday */
export const weekOf = (day: PlainDate, firstDayOfWeek: number): DaySpan => ({
  from: startOfWeek(day, firstDayOfWeek),
  days: daysPerWeek,
})

/** The weeks that a month is in. */
export function monthOf(day: PlainDate, firstDayOfWeek: number): DaySpan {
  const { from } = weekOf(firstOfMonth(day), firstDayOfWeek)
  const days = daysBetween(from, firstOfNextMonth(day))
  return { from, days: Math.ceil(days / daysPerWeek) * daysPerWeek }
}

/** The part of the days on which todos can be due. */
export function withinDeadlines({ from, days }: DaySpan): DaySpan {
  const start = from < firstDay ? firstDay : from
  return { from: start, days: days - daysBetween(from, start) }
}
