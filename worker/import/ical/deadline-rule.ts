import { expandDays, toDay } from '../../../core/recurrence/expand-days.ts'
import { toLastWallTime } from '../../../core/recurrence/until.ts'
import { lastYear } from '../../../schema/instant.ts'
import { parseRule, printRule, type RecurrenceRule } from '../../../schema/recurrence-rule.ts'

const daysPerWeek = 7
/** Every month has it. */
const lastCertainDay = 28

/**
 * The rule of a deadline. In iCalendar a rule is that of the start (RFC 5545 section 3.8.5.3), but programs for tasks write
 * that of DUE: the rule is shifted when it includes the start, its days only when it does not include the deadline. Undefined
 * when no rule has the shifted days.
 */
export function toDeadlineRule(
  text: string,
  start: Temporal.ZonedDateTime,
  deadline: Temporal.ZonedDateTime,
): string | undefined {
  const rule = parseRule(text)
  // What is wrong with it is said elsewhere.
  if ('problem' in rule || !includes(rule, start)) return text
  const shifted = includes(rule, deadline) ? rule : shiftDays(rule, countDays(start, deadline))
  return shifted && printRule({ ...shifted, until: rule.until && shiftUntil(rule.until, start, deadline) })
}

const countDays = (start: Temporal.ZonedDateTime, deadline: Temporal.ZonedDateTime): number =>
  start.toPlainDate().until(deadline.toPlainDate()).days

function includes(rule: RecurrenceRule, date: Temporal.ZonedDateTime): boolean {
  const day = toDay(date)
  return expandDays(rule, day).next().value === day
}

function shiftDays(rule: RecurrenceRule, days: number): RecurrenceRule | undefined {
  const { freq, interval, byDay, byMonthDay, byMonth, bySetPos, weekStart } = rule
  const shift = (weekday: number) => (((weekday + days) % daysPerWeek) + daysPerWeek) % daysPerWeek
  if (byMonthDay.length + byMonth.length === 0 && (freq === 'WEEKLY' || freq === 'DAILY'))
    return {
      ...rule,
      byDay: byDay.map(({ nth, day }) => ({ nth, day: shift(day) })),
      weekStart: interval > 1 || bySetPos.length > 0 ? shift(weekStart) : weekStart,
    }
  const shifted = byMonthDay.map(day => day + days)
  const isCertain = byMonthDay.every((day, n) => day > 0 && Number(shifted[n]) <= lastCertainDay)
  return isCertain && byDay.length + bySetPos.length === 0 ? { ...rule, byMonthDay: shifted } : undefined
}

/** The end of the deadlines: that of the starts, later by the wall time between them. */
function shiftUntil(until: string, start: Temporal.ZonedDateTime, deadline: Temporal.ZonedDateTime): string {
  // It means no end, and could get a year with five digits.
  if (Number(until.slice(0, 4)) > lastYear) return until
  if (until.length === 8)
    return toBasic(Temporal.PlainDate.from(until).add({ days: countDays(start, deadline) }))
  const length = start.toPlainDateTime().until(deadline.toPlainDateTime())
  const last = toLastWallTime(until, start.timeZoneId).add(length)
  return toBasic(until.endsWith('Z') ? last.toZonedDateTime(deadline.timeZoneId).toInstant() : last)
}

/** RFC 5545 sections 3.3.4 and 3.3.5: without separators and fractions. */
const toBasic = (date: Temporal.PlainDate | Temporal.PlainDateTime | Temporal.Instant): string =>
  date.toString().replaceAll(/[-:]|\.\d+/g, '')
