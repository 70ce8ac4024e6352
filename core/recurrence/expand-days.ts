import { lastYear } from '../../schema/instant.ts'
import type { RecurrenceRule } from '../../schema/recurrence-rule.ts'

/*
 * Finds the days of a rule. Days are numbers, counted from 1 January 1970: a search through all years to 4500 then takes
 * milliseconds, so that a rule that never applies cannot hold up the process. See docs/decisions/recurrence.md.
 */

export type DayNumber = number

/** A period of the rule: one day, week, month or year, whose days are `first` to `last`. */
type Period = { first: DayNumber; last: DayNumber }
type DayFilter = (date: CivilDate, day: DayNumber) => boolean
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
  for (const { first, last } of createPeriods(rule, start, earliest)) {
    const found: DayNumber[] = []
    for (let day = first; day <= last; day += 1) if (lookUp.isIncluded(day)) found.push(day)
    if (lookUp.isNever()) return
    for (const day of pick(found, rule.bySetPos)) if (day >= earliest && day <= lastDay) yield day
  }
}

/** Whether a rule is sure to include its start. The positions of a rule could only be found among all days of the period. */
export const includesStart = (rule: RecurrenceRule, start: DayNumber): boolean =>
  rule.bySetPos.length === 0 && createFilter(rule, toCivil(start))(toCivil(start), start)

/**
 * Filters days that are asked for in order. There are 14 kinds of year, by the weekday that they begin with and whether they
 * are leap years, so each kind is filtered once: that makes the search forty times as fast.
 */
function createLookUp(filter: DayFilter) {
  const kinds = new Map<number, boolean[]>()
  let included: boolean[] = []
  let first = Infinity
  let next = -Infinity
  let isNever = false

  function openYear(year: number) {
    first = toMonthStart(year * 12)
    next = toMonthStart(year * 12 + 12)
    const kind = toWeekDay(first) * 2 + (next - first === 366 ? 1 : 0)
    included =
      kinds.get(kind) ??
      Array.from({ length: next - first }, (_, at) => filter(toCivil(first + at), first + at))
    kinds.set(kind, included)
    isNever = kinds.size === 14 && kinds.values().every(days => !days.includes(true))
  }

  return {
    isIncluded(day: DayNumber): boolean {
      if (day < first || day >= next) openYear(toCivil(day).year)
      return included[day - first] === true
    },
    /** Whether no year has such a day, such as 31 February. */
    isNever: () => isNever,
  }
}

/** The periods of the interval, from the one with `start`, or later if all days of those left out are before `earliest`. */
function* createPeriods(
  { freq, interval, weekStart, byMonth }: RecurrenceRule,
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
  const skipped = Math.max(0, Math.floor((goal.year * 12 + goal.month - 1 - origin) / step))
  for (let at = origin + skipped * step; at < (lastYear + 1) * 12; at += step) {
    if (length === 1 && byMonth.length > 0 && !byMonth.includes((at % 12) + 1)) continue
    yield { first: toMonthStart(at), last: toMonthStart(at + length) - 1 }
  }
}

/** A rule without a day takes it from the start (RFC 5545 section 3.3.10, "information missing from the rule"). */
function createFilter(rule: RecurrenceRule, start: CivilDate): DayFilter {
  const { freq, byMonth, byMonthDay, byDay } = rule
  const hasNoDay = byDay.length === 0 && byMonthDay.length === 0
  const filters: DayFilter[] = []
  const months = freq === 'YEARLY' && hasNoDay && byMonth.length === 0 ? [start.month] : byMonth
  if (months.length > 0) filters.push(({ month }) => months.includes(month))
  const monthDays = (freq === 'MONTHLY' || freq === 'YEARLY') && hasNoDay ? [start.day] : byMonthDay
  if (monthDays.length > 0)
    filters.push(
      ({ year, month, day }) =>
        monthDays.includes(day) || monthDays.includes(day - daysInMonth(year, month) - 1),
    )
  const weekDays = freq === 'WEEKLY' && hasNoDay ? [{ nth: 0, day: toWeekDay(toDay(start)) }] : byDay
  if (weekDays.length > 0) {
    const isOfYear = freq === 'YEARLY' && byMonth.length === 0
    filters.push((date, number) =>
      weekDays.some(
        ({ nth, day }) => toWeekDay(number) === day && (nth === 0 || isNth(nth, number, date, isOfYear)),
      ),
    )
  }
  return (date, day) => filters.every(isIncluded => isIncluded(date, day))
}

/** Whether a day is the nth of its weekday in its month or year. */
function isNth(nth: number, day: DayNumber, { year, month }: CivilDate, isOfYear: boolean): boolean {
  const first = toMonthStart(year * 12 + (isOfYear ? 0 : month - 1))
  const next = toMonthStart(year * 12 + (isOfYear ? 12 : month))
  return nth > 0 ? Math.floor((day - first) / 7) === nth - 1 : Math.floor((next - 1 - day) / 7) === -nth - 1
}

/** The positions are those in the whole period, also in the first one, of which some days are before the start. */
function pick(found: DayNumber[], positions: number[]): DayNumber[] {
  if (positions.length === 0) return found
  const picked = positions.flatMap(position => found.at(position > 0 ? position - 1 : position) ?? [])
  return [...new Set(picked)].toSorted((one, other) => one - other)
}

const monthLengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
export const dayMs = 86_400_000

const isLeap = (year: number): boolean => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)

const daysInMonth = (year: number, month: number): number =>
  month === 2 && isLeap(year) ? 29 : (monthLengths[month - 1] as number)

const toCivil = (day: DayNumber): CivilDate => {
  const date = new Date(day * dayMs)
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() }
}

export const toDay = ({ year, month, day }: CivilDate): DayNumber => Date.UTC(year, month - 1, day) / dayMs

/** @param month counted from January of the year 0 */
const toMonthStart = (month: number): DayNumber => Date.UTC(Math.floor(month / 12), month % 12) / dayMs

const lastDay = toDay({ year: lastYear, month: 12, day: 31 })

/** From Monday = 0; 1 January 1970 was a Thursday. */
const toWeekDay = (day: DayNumber): number => (((day + 3) % 7) + 7) % 7
