import { lastYear } from '../../schema/instant.ts'
import type { RecurrenceRule } from '../../schema/recurrence-rule.ts'

/*
 * Finds the days of a rule. Days are numbers, counted from 1 January 1970: a search through all years to 4500 then takes
 * milliseconds, so that a rule that never applies cannot hold up the process. See docs/decisions/recurrence.md.
 */

export type DayNumber = number

/** A period of the rule: one day, week, month or year, whose days are `first` to `last`. */
type Period = { first: DayNumber; last: DayNumber }
/** `at` is the number of a day in its year, from 0. */
type DayFilter = (year: Year, at: number) => boolean
type CivilDate = { year: number; month: number; day: number }

/**
 * Yields the days of a rule from `start` on, in order, to the end of the year 4500. `start` is the DTSTART of RFC 5545: it
 * sets the phase of the interval, and the day where the rule has none, but is yielded only if the rule includes it. COUNT and
 * UNTIL are left to the caller.
 *
 * @param from leaves out the days before it
 */
export function* expandDays(rule: RecurrenceRule, start: DayNumber, from = start): Generator<DayNumber> {
  const lookUp = createLookUp(createFilter(rule, toCivil(start)))
  const earliest = Math.max(start, from)
  const hasPositions = rule.bySetPos.length > 0
  for (const { first, last } of createPeriods(rule, start, earliest)) {
    const found: DayNumber[] = []
    for (let day = hasPositions ? first : Math.max(first, earliest); day <= last; day += 1) {
      if (!lookUp.isIncluded(day)) continue
      if (hasPositions) found.push(day)
      else if (day <= lastDay) yield day
    }
    if (lookUp.isNever()) return
    for (const day of pick(found, rule.bySetPos)) if (day >= earliest && day <= lastDay) yield day
  }
}

/** With a leap year, for rules such as 29 February. */
const fewYears = 4

/**
 * Filters days that are asked for in order. There are 14 kinds of year, by the weekday that they begin with and whether they
 * are leap years, so each kind is filtered once: that makes long searches forty times as fast. Most searches end within a few
 * years, of which only the days up to the end are filtered.
 */
function createLookUp(filter: DayFilter) {
  const kinds = new Map<number, boolean[]>()
  let year: Year | undefined
  let opened = 0
  let included: boolean[] | undefined
  let isNever = false

  function open(day: DayNumber): Year {
    year = openYear(toCivil(day).year)
    opened += 1
    included = opened > fewYears ? filterYear(year) : undefined
    return year
  }

  function filterYear(its: Year): boolean[] {
    const kind = its.weekDay * 2 + (its.length === 366 ? 1 : 0)
    let days = kinds.get(kind)
    if (days) return days
    days = Array.from({ length: its.length }, (_, at) => filter(its, at))
    kinds.set(kind, days)
    isNever = kinds.size === 14 && kinds.values().every(others => !others.includes(true))
    return days
  }

  return {
    isIncluded(day: DayNumber): boolean {
      const its = year && day >= year.first && day < year.first + year.length ? year : open(day)
      return included ? included[day - its.first] === true : filter(its, day - its.first)
    },
    /** Whether no year has such a day, such as 31 February. */
    isNever: () => isNever,
  }
}

/** The periods of the interval, from the one with `start`, or later if all days of those left out are before `earliest`. */
function* createPeriods(
  { freq, interval, weekStart, byMonth, bySetPos }: RecurrenceRule,
  start: DayNumber,
  earliest: DayNumber,
): Generator<Period> {
  if (freq === 'DAILY' || freq === 'WEEKLY') {
    const length = freq === 'DAILY' ? 1 : 7
    const origin = freq === 'DAILY' ? start : start - ((toWeekDay(start) - weekStart + 7) % 7)
    const step = length * interval
    const skipped = Math.max(0, Math.floor((earliest - origin) / step))
    for (let first = origin + skipped * step; first <= lastDay; first += step)
      yield { first, last: first + length - 1 }
    return
  }
  const { year, month } = toCivil(start)
  const length = freq === 'MONTHLY' ? 1 : 12
  const origin = year * 12 + (freq === 'MONTHLY' ? month - 1 : 0)
  const step = length * interval
  const goal = toCivil(earliest)
  const months = byMonth.toSorted((one, other) => one - other)
  const skipped = Math.max(0, Math.floor((goal.year * 12 + goal.month - 1 - origin) / step))
  for (let at = origin + skipped * step; at < (lastYear + 1) * 12; at += step) {
    if (length === 1 && byMonth.length > 0 && !byMonth.includes((at % 12) + 1)) continue
    // Only positions need the whole year at once.
    const isByMonth = length === 12 && byMonth.length > 0 && bySetPos.length === 0
    if (isByMonth) for (const its of months) yield toMonths(at + its - 1, 1)
    else yield toMonths(at, length)
  }
}

const toMonths = (at: number, length: number): Period => ({
  first: toMonthStart(at),
  last: toMonthStart(at + length) - 1,
})

/** A rule without a day takes it from the start (RFC 5545 section 3.3.10, "information missing from the rule"). */
function createFilter(rule: RecurrenceRule, start: CivilDate): DayFilter {
  const { freq, byMonth, byMonthDay, byDay } = rule
  const hasNoDay = byDay.length === 0 && byMonthDay.length === 0
  const isYearly = freq === 'YEARLY'
  const months = isYearly && hasNoDay && byMonth.length === 0 ? [start.month] : byMonth
  const monthDays = (isYearly || freq === 'MONTHLY') && hasNoDay ? [start.day] : byMonthDay
  const weekDays = freq === 'WEEKLY' && hasNoDay ? [{ nth: 0, day: toWeekDay(toDay(start)) }] : byDay
  const isOfYear = isYearly && byMonth.length === 0
  const nths = Array.from({ length: 7 }, (_, weekDay) =>
    weekDays.filter(({ day }) => day === weekDay).map(({ nth }) => nth),
  )

  return ({ weekDay, length, days: { month, day, left } }, at) => {
    const [ofMonth, after] = [day[at] as number, left[at] as number]
    if (months.length > 0 && !months.includes(month[at] as number)) return false
    if (monthDays.length > 0 && !monthDays.includes(ofMonth) && !monthDays.includes(-1 - after)) return false
    if (weekDays.length === 0) return true
    return (nths[(weekDay + at) % 7] as number[]).some(
      nth => nth === 0 || (isOfYear ? isNth(nth, at, length - 1 - at) : isNth(nth, ofMonth - 1, after)),
    )
  }
}

/** Whether a day is the nth of its weekday, by the numbers of days before and after it in its month or year. */
const isNth = (nth: number, before: number, after: number): boolean =>
  nth > 0 ? Math.floor(before / 7) === nth - 1 : Math.floor(after / 7) === -nth - 1

/** The positions are those in the whole period, also in the first one, of which some days are before the start. */
function pick(found: DayNumber[], positions: number[]): DayNumber[] {
  if (positions.length === 0) return found
  const picked = positions.flatMap(position => found.at(position > 0 ? position - 1 : position) ?? [])
  return [...new Set(picked)].toSorted((one, other) => one - other)
}

const monthLengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
export const dayMs = 86_400_000

const isLeap = (year: number): boolean => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)

type Year = { first: DayNumber; length: number; weekDay: number; days: YearDays }
/** The month of each day, its number in the month, and how many days follow in the month. */
type YearDays = { month: number[]; day: number[]; left: number[] }

function listDays(lengths: number[]): YearDays {
  const days: YearDays = { month: [], day: [], left: [] }
  for (const [index, length] of lengths.entries()) {
    for (let day = 1; day <= length; day += 1) {
      days.month.push(index + 1)
      days.day.push(day)
      days.left.push(length - day)
    }
  }
  return days
}

const daysOfYear = listDays(monthLengths)
const daysOfLeapYear = listDays(monthLengths.with(1, 29))

function openYear(year: number): Year {
  const first = toMonthStart(year * 12)
  const days = isLeap(year) ? daysOfLeapYear : daysOfYear
  return { first, length: days.day.length, weekDay: toWeekDay(first), days }
}

const toCivil = (day: DayNumber): CivilDate => {
  const date = new Date(day * dayMs)
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() }
}

export const toDay = ({ year, month, day }: CivilDate): DayNumber => Date.UTC(year, month - 1, day) / dayMs

export const toDate = (day: DayNumber): Temporal.PlainDate =>
  Temporal.PlainDate.from(new Date(day * dayMs).toISOString().slice(0, 10))

/** @param month counted from January of the year 0 */
const toMonthStart = (month: number): DayNumber => Date.UTC(Math.floor(month / 12), month % 12) / dayMs

const lastDay = toDay({ year: lastYear, month: 12, day: 31 })

/** Monday is 0; 1 January 1970 was a Thursday. */
const toWeekDay = (day: DayNumber): number => (((day + 3) % 7) + 7) % 7
