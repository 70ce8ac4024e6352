import { expandDays, toDay } from '../../../core/recurrence/expand-days.ts'
import { parseRule, printRule, type RecurrenceRule } from '../../../schema/recurrence-rule.ts'

const daysPerWeek = 7
/** Every month has it. */
const lastCertainDay = 28

/**
 * The rule of a deadline. In iCalendar a rule is that of the start (RFC 5545 section 3.8.5.3), but programs for tasks write
 * that of DUE: the days of the rule are shifted when it includes the start and not the deadline. Undefined when no rule has
 * the shifted days.
 */
export function toDeadlineRule(
  text: string,
  start: Temporal.PlainDate,
  deadline: Temporal.PlainDate,
): string | undefined {
  const rule = parseRule(text)
  // What is wrong with it is said elsewhere.
  if ('problem' in rule || includes(rule, deadline) || !includes(rule, start)) return text
  const { days } = start.until(deadline)
  const shifted = shiftDays(rule, days)
  return shifted && printRule({ ...shifted, until: rule.until && shiftUntil(rule.until, days) })
}

function includes(rule: RecurrenceRule, date: Temporal.PlainDate): boolean {
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

const shiftUntil = (until: string, days: number): string =>
  Temporal.PlainDate.from(until.slice(0, 8)).add({ days }).toString().replaceAll('-', '') + until.slice(8)
