import { dayMs } from '../../core/recurrence/expand-days.ts'
import { toLastWallTime } from '../../core/recurrence/until.ts'
import type { CalendarOptions } from '../../schema/calendar-options.ts'
import { lastYear } from '../../schema/instant.ts'
import { printRule, toRule } from '../../schema/recurrence-rule.ts'
import { toBasicDate, toBasicTime } from './basic-time.ts'
import type { CalendarTodo } from './calendar-todo.ts'
import { toTimeZone } from './vtimezone.ts'

/** How a repeating todo is written: RRULE applies to the wall time of its zone. */
export type SeriesForm = {
  /** The RRULE of a component that begins this long before the deadline. */
  printRule: (leadMs?: number) => string
  zone: string
  /** The deadline's wall time, as if it were UTC. */
  wallTime: Date
  /** The deadline's day, as its midnight in UTC. */
  date: Date
  /** The deadline's wall time, in whole minutes. */
  minuteOfDay: number
}

/**
 * Returns a function that reads how a todo repeats; undefined when it does not, or when its rule has ended before its deadline.
 * The original format has no rules.
 */
export function createSeriesReader({
  shape,
  completedMark,
}: CalendarOptions): (todo: CalendarTodo) => SeriesForm | undefined {
  return ({ repeat, completed, deadlineAt, deadlineOn }) => {
    const deadline = deadlineOn ?? deadlineAt
    if (!repeat || completed || !completedMark || !deadline) return undefined
    const wallTime = deadlineOn ?? toWallTime(deadline, repeat.zone)
    const date = new Date(Math.floor(wallTime.getTime() / dayMs) * dayMs)
    const isDay = deadlineOn !== null || shape === 'allday'
    const rule = toRule(repeat.rule)
    // After the years of deadlines UNTIL means no end, and could get a year with five digits.
    const end = rule.until
    const hasEnd = end !== undefined && Number(end.slice(0, 4)) <= lastYear
    const last = hasEnd ? toLastWallTime(end, repeat.zone) : undefined
    if (last && toUtcDate(last) < wallTime) return undefined
    // The day of the last occurrence, which has the same time as this one.
    const lastDate = last && new Date(toUtcDate(last).getTime() - (wallTime.getTime() - date.getTime()))
    return {
      printRule(leadMs = 0) {
        const until =
          last && lastDate && (isDay ? toBasicDate(lastDate) : toUtcTime(last, repeat.zone, leadMs))
        return `RRULE:${printRule({ ...rule, until })}`
      },
      zone: toTimeZone(repeat.zone).id,
      wallTime,
      date,
      minuteOfDay: Math.floor((wallTime.getTime() - date.getTime()) / 60_000),
    }
  }
}

const toWallTime = (moment: Date, zone: string): Date =>
  toUtcDate(
    Temporal.Instant.fromEpochMilliseconds(moment.getTime()).toZonedDateTimeISO(zone).toPlainDateTime(),
  )

const toUtcDate = (wallTime: Temporal.PlainDateTime): Date =>
  new Date(wallTime.toZonedDateTime('UTC').epochMilliseconds)

/** With a time, UNTIL is UTC (RFC 5545 section 3.3.10). */
const toUtcTime = (wallTime: Temporal.PlainDateTime, zone: string, leadMs: number): string => {
  const earlier = wallTime.subtract({ milliseconds: leadMs }).toZonedDateTime(zone)
  return `${toBasicTime(new Date(earlier.epochMilliseconds))}Z`
}
