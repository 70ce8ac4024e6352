import { parseRule, printRule, type RecurrenceRule } from '../../../schema/recurrence-rule.ts'
import type { Repeat } from '../../../schema/repeat.ts'

const weekdays = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']
const units = { DAILY: 'day', WEEKLY: 'week', MONTHLY: 'month', YEARLY: 'year' }
const numbers: Record<number, string> = { [-1]: 'last', 1: 'first', 2: 'second', 3: 'third', 4: 'fourth' }

/** `Every 2 weeks on Friday`; `Repeats` when a rule says more than quick add reads. */
export function describeRepeat({ rule, from }: Repeat): string {
  const parsed = parseRule(rule)
  const words = 'problem' in parsed ? undefined : describeRule(parsed)
  if (words === undefined) return 'Repeats'
  return from === 'completion' ? `${words} after completion` : words
}

function describeRule(rule: RecurrenceRule): string | undefined {
  const { freq, interval, byDay, byMonthDay } = rule
  const simple = { ...rule, byMonth: [], bySetPos: [], count: undefined, until: undefined, weekStart: 0 }
  if (printRule(simple) !== printRule(rule)) return undefined
  const period = interval === 1 ? `Every ${units[freq]}` : `Every ${interval} ${units[freq]}s`
  if (byDay.length === 0 && byMonthDay.length === 0) return period
  const days = byDay.map(({ day }) => weekdays[day] ?? '')
  if (freq === 'WEEKLY' && interval > 1) return `${period} on ${listWords(days)}`
  if (freq === 'WEEKLY')
    return days.join() === weekdays.slice(0, 5).join() ? 'Every weekday' : `Every ${listWords(days)}`
  if (freq !== 'MONTHLY') return undefined
  const [[monthDay, ...otherMonthDays], [weekday, ...otherWeekdays]] = [byMonthDay, byDay]
  if (otherMonthDays.length + otherWeekdays.length > 0 || (monthDay !== undefined && weekday))
    return undefined
  if (monthDay !== undefined) return monthDay > 0 ? `${period} on the ${toOrdinal(monthDay)}` : undefined
  const number = weekday && numbers[weekday.nth]
  return number && `${period} on the ${number} ${days[0]}`
}

const listWords = (words: string[]): string => new Intl.ListFormat('en-GB').format(words)

/** `1st`, `22nd` */
export function toOrdinal(number: number): string {
  const ending = { one: 'st', two: 'nd', few: 'rd' }[
    new Intl.PluralRules('en', { type: 'ordinal' }).select(number) as string
  ]
  return `${number}${ending ?? 'th'}`
}
