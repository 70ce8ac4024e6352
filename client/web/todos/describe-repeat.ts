import { parseRule, printRule, type RecurrenceRule } from '../../../schema/recurrence-rule.ts'
import type { Repeat } from '../../../schema/repeat.ts'
import { toLocalDay } from '../local-time.ts'
import { t } from '../messages/todo-form.ts'
import { formatDay, formatDayOfYear, nameWeekday } from '../time.ts'

const workdays = '0,1,2,3,4'
const nths = [-1, 1, 2, 3, 4]

/** `Every 2 weeks on Friday`, with its end; `Repeats` when a rule says more than there are words for. */
export function describeRepeat({ rule, from }: Repeat): string {
  const parsed = parseRule(rule)
  const words = 'problem' in parsed ? undefined : describeRule(parsed)
  if ('problem' in parsed || words === undefined) return t.repeats
  const period = from === 'completion' ? t.afterCompletion(words) : words
  if (parsed.count !== undefined) return t.times(period, parsed.count)
  return parsed.until === undefined ? period : t.until(period, formatLastDay(parsed.until))
}

/** @returns the words for a rule, without its end */
function describeRule(rule: RecurrenceRule): string | undefined {
  const { freq, interval, byMonth, byDay, byMonthDay } = rule
  if (printRule({ ...rule, bySetPos: [], weekStart: 0 }) !== printRule(rule)) return undefined
  if (byMonth.length > 0) return describeDayOfYear(rule)
  const period = t.every(freq, interval)
  if (byDay.length === 0 && byMonthDay.length === 0) return period
  if (freq === 'MONTHLY') {
    const day = describeMonthDay(rule)
    return day && t.onDays(period, day)
  }
  if (freq !== 'WEEKLY') return undefined
  const days = t.allOf.format(byDay.map(({ day }) => nameWeekday(day)))
  if (interval > 1) return t.onDays(period, days)
  return byDay.map(({ day }) => day).join() === workdays ? t.everyWeekday : t.everyOf(days)
}

function describeDayOfYear({
  freq,
  interval,
  byMonth,
  byDay,
  byMonthDay,
}: RecurrenceRule): string | undefined {
  const [[month, ...otherMonths], [day, ...otherDays]] = [byMonth, byMonthDay]
  if (freq !== 'YEARLY' || interval > 1 || month === undefined || day === undefined || day < 1)
    return undefined
  const isSingle = otherMonths.length + otherDays.length + byDay.length === 0
  const leapYear = 2000
  const date = new Date(Date.UTC(leapYear, month - 1, day))
  return isSingle ? t.yearlyOn(formatDayOfYear(date.toISOString().slice(0, 10))) : undefined
}

/** @returns `the last Friday`; undefined when a monthly rule has several days, or one without words */
export function describeMonthDay({ byDay, byMonthDay }: RecurrenceRule): string | undefined {
  const [[monthDay], [weekday]] = [byMonthDay, byDay]
  if (byMonthDay.length + byDay.length !== 1) return undefined
  if (weekday) return isNumbered(weekday) ? t.nthWeekday(weekday.nth, nameWeekday(weekday.day)) : undefined
  if (monthDay === -1) return t.lastDayOfMonth
  return monthDay !== undefined && monthDay > 0 ? t.monthDay(monthDay) : undefined
}

const isNumbered = ({ nth }: RecurrenceRule['byDay'][number]): boolean => nths.includes(nth)

/** @param until as in the rule: `20261218`, or with a time, in UTC or not */
function formatLastDay(until: string): string {
  const [, date = '', time, utc] = /^(\d{8})(?:T(\d{6})(Z?))?$/.exec(until) ?? []
  const day = date.replace(/(....)(..)(..)/, '$1-$2-$3')
  const at = utc && new Date(`${day}T${time?.replace(/(..)(..)(..)/, '$1:$2:$3')}Z`)
  return formatDay(at ? toLocalDay(at) : day)
}
