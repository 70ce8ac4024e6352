import type { PlainDate } from '../../../schema/plain-date.ts'
import { createRule, parseRule, printRule, type RecurrenceRule } from '../../../schema/recurrence-rule.ts'
import { describeMonthDay } from './describe-repeat.ts'

/** A rule that the form has fields for: a number of days, weeks, months or years, and days of the week or month. */
export function isCustomRule(rule: RecurrenceRule): boolean {
  const { freq, byMonth, byMonthDay, byDay, bySetPos } = rule
  if (byMonth.length > 0 || bySetPos.length > 0) return false
  if (byMonthDay.length === 0 && byDay.length === 0) return true
  if (freq === 'MONTHLY') return describeMonthDay(rule) !== undefined
  return freq === 'WEEKLY' && byMonthDay.length === 0 && byDay.every(({ nth }) => nth === 0)
}

/** The rule of a text as far as the form has fields for it. */
export function toCustomRule(text: string): RecurrenceRule {
  const rule = parseRule(text)
  if ('problem' in rule) return createRule('WEEKLY')
  return isCustomRule(rule) ? rule : { ...createRule(rule.freq), interval: rule.interval }
}

/** 0 is Monday. */
export const weekdayOf = (date: PlainDate): number => (new Date(date).getUTCDay() + 6) % 7

/** The day on which a rule repeats that names none; undefined from the completion, as that can be on any day. */
type ImpliedDay = PlainDate | undefined

/** The weekdays of a weekly rule, from Monday = 0. */
export function weekdaysOf({ byDay }: RecurrenceRule, implied: ImpliedDay): number[] {
  if (byDay.length > 0) return byDay.map(({ day }) => day)
  return implied === undefined ? [] : [weekdayOf(implied)]
}

export function toggleWeekday(rule: RecurrenceRule, weekday: number, implied: ImpliedDay): RecurrenceRule {
  const days = new Set(weekdaysOf(rule, implied))
  if (!days.delete(weekday)) days.add(weekday)
  return { ...rule, byDay: [...days].toSorted((one, other) => one - other).map(day => ({ nth: 0, day })) }
}

/** A monthly rule, once for each way to name the day of the deadline, and as it is unless that is one of them. */
export function listMonthlyRules(
  rule: RecurrenceRule,
  date: PlainDate,
  implied: ImpliedDay,
): RecurrenceRule[] {
  const [year = 0, month = 0, day = 0] = date.split('-').map(Number)
  const isLast = (days: number) => new Date(Date.UTC(year, month - 1, day + days)).getUTCMonth() !== month - 1
  const nth = Math.ceil(day / 7)
  const without = { ...rule, byMonthDay: [], byDay: [] }
  const onDay = (monthDay: number) => ({ ...without, byMonthDay: [monthDay] })
  const onWeekday = (number: number) => ({ ...without, byDay: [{ nth: number, day: weekdayOf(date) }] })
  const rules = [
    onDay(day),
    ...(isLast(1) ? [onDay(-1)] : []),
    ...(nth <= 4 ? [onWeekday(nth)] : []),
    ...(isLast(7) ? [onWeekday(-1)] : []),
  ]
  const isImplied = implied !== undefined && rule.byMonthDay.length + rule.byDay.length === 0
  const isListed = rules.some(other => printRule(other) === printRule(rule))
  return isImplied || isListed ? rules : [...rules, rule]
}
