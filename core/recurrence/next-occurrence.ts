import { formatInstant, type Instant } from '../../schema/instant.ts'
import type { PlainDate } from '../../schema/plain-date.ts'
import { printRule, type RecurrenceRule, toRule } from '../../schema/recurrence-rule.ts'
import type { Repeat } from '../../schema/repeat.ts'
import { type DayNumber, expandDays, toDate, toDay } from './expand-days.ts'
import { toLastWallTime } from './until.ts'

/** A time or a date: one of them is null. */
export type Deadline = { deadlineAt: Instant | null; deadlineOn: PlainDate | null }

export type Series = Deadline & {
  repeat: Repeat
  /** The time zone whose wall time the occurrences have. */
  repeatZone: string
}

export type Clock = {
  now: Instant
  /** The time zone of the owner, which decides what day it is. */
  timeZone: string
}

export type NextOccurrence = Deadline & { repeat: Repeat }

/** Whether a rule has an occurrence at the deadline or later. */
export function hasOccurrence(series: Series): boolean {
  const rule = toRule(series.repeat.rule)
  const start = readStart(series)
  const isAfterEnd = createEndCheck(rule, start)
  for (const day of expandDays(rule, start.day)) {
    if (isAfterEnd(day)) return false
    if (day === start.day || toMoment(start, day) !== undefined) return true
  }
  return false
}

/**
 * Finds what follows when the current occurrence is completed; undefined when it is the last one.
 *
 * From the deadline, it is the first occurrence after it that is not past: a todo that was forgotten for a week does not have
 * to be completed seven times. Occurrences left out count for COUNT, so that a series ends when it would have ended anyway.
 * From the completion, it is the first one after the day of the completion.
 */
export function findNextOccurrence(series: Series, clock: Clock): NextOccurrence | undefined {
  return series.repeat.from === 'completion'
    ? findAfterCompletion(series, clock)
    : findAfterDeadline(series, clock)
}

function findAfterDeadline(series: Series, { now, timeZone }: Clock): NextOccurrence | undefined {
  const rule = toRule(series.repeat.rule)
  const start = readStart(series)
  const today = toDay(toWallTime(now, start.time === undefined ? timeZone : start.zone))
  // With COUNT the past occurrences are needed too, to count them. A rule has at most some thousand.
  const from = rule.count === undefined ? Math.max(start.day + 1, today) : start.day + 1
  const isAfterEnd = createEndCheck(rule, start)
  let left = rule.count
  for (const day of expandDays(rule, start.day, from)) {
    if (isAfterEnd(day) || left === 1) return undefined
    const occurrence = toOccurrence(start, day)
    if (!occurrence) continue
    if (left !== undefined) left -= 1
    if (day < today || isPast(occurrence, now)) continue
    return { ...occurrence, repeat: withCount(series.repeat, rule, left) }
  }
  return undefined
}

function findAfterCompletion(series: Series, { now, timeZone }: Clock): NextOccurrence | undefined {
  const rule = toRule(series.repeat.rule)
  if (rule.count === 1) return undefined
  const { time, zone, ...deadline } = readStart(series)
  const start = { time, zone, day: toDay(toWallTime(now, time === undefined ? timeZone : zone)) }
  const isAfterEnd = createEndCheck(rule, start)
  for (const day of expandDays(rule, start.day, start.day + 1)) {
    if (isAfterEnd(day)) return undefined
    const occurrence = toOccurrence(start, day)
    // A todo that is completed early does not come back on the same day.
    if (!occurrence || day === deadline.day) continue
    return { ...occurrence, repeat: withCount(series.repeat, rule, rule.count && rule.count - 1) }
  }
  return undefined
}

/** The time is undefined for a date. */
type Start = { day: DayNumber; time: Temporal.PlainTime | undefined; zone: string }

function readStart({ deadlineAt, deadlineOn, repeatZone }: Series): Start {
  if (deadlineOn !== null)
    return { day: toDay(Temporal.PlainDateTime.from(deadlineOn)), time: undefined, zone: repeatZone }
  const wallTime = toWallTime(deadlineAt as Instant, repeatZone)
  return { day: toDay(wallTime), time: wallTime.toPlainTime(), zone: repeatZone }
}

function toOccurrence(start: Start, day: DayNumber): Deadline | undefined {
  const moment = toMoment(start, day)
  if (!moment) return undefined
  if (moment instanceof Temporal.PlainDate) return { deadlineAt: null, deadlineOn: moment.toString() }
  const [seconds = '', fraction = ''] = moment.toInstant().toString().slice(0, -1).split('.')
  return { deadlineAt: formatInstant(seconds, fraction), deadlineOn: null }
}

/** Undefined for a time that the day does not have, because the clocks go forward: RFC 5545 section 3.3.10 ignores it. */
function toMoment(
  { time, zone }: Start,
  day: DayNumber,
): Temporal.PlainDate | Temporal.ZonedDateTime | undefined {
  const date = toDate(day)
  if (time === undefined) return date
  const wallTime = date.toPlainDateTime(time)
  const moment = wallTime.toZonedDateTime(zone)
  return moment.toPlainDateTime().equals(wallTime) ? moment : undefined
}

/** Returns a function that finds whether the occurrence of a day would be after UNTIL. */
function createEndCheck({ until }: RecurrenceRule, { time, zone }: Start): (day: DayNumber) => boolean {
  if (until === undefined) return () => false
  const last = toLastWallTime(until, zone)
  const lastDay = toDay(last)
  return day =>
    time === undefined || day !== lastDay
      ? day > lastDay
      : Temporal.PlainTime.compare(time, last.toPlainTime()) > 0
}

const isPast = ({ deadlineAt }: Deadline, now: Instant): boolean =>
  deadlineAt !== null &&
  Temporal.Instant.compare(Temporal.Instant.from(deadlineAt), Temporal.Instant.from(now)) < 0

const withCount = (repeat: Repeat, rule: RecurrenceRule, count: number | undefined): Repeat =>
  count === undefined ? repeat : { ...repeat, rule: printRule({ ...rule, count }) }

const toWallTime = (instant: Instant, zone: string): Temporal.PlainDateTime =>
  Temporal.Instant.from(instant).toZonedDateTimeISO(zone).toPlainDateTime()
