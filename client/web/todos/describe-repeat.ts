import { parseRule, printRule, type RecurrenceRule } from '../../../schema/recurrence-rule.ts'
import type { Repeat } from '../../../schema/repeat.ts'
import { t } from '../messages/todo-form.ts'
import { nameWeekday } from '../time.ts'

const workdays = '0,1,2,3,4'
const nths = [-1, 1, 2, 3, 4]

/** `Every 2 weeks on Friday`; `Repeats` when a rule says more than quick add reads. */
export function describeRepeat({ rule, from }: Repeat): string {
  const parsed = parseRule(rule)
  const words = 'problem' in parsed ? undefined : describeRule(parsed)
  if (words === undefined) return t.repeats
  return from === 'completion' ? t.afterCompletion(words) : words
}

function describeRule(rule: RecurrenceRule): string | undefined {
  const { freq, interval, byDay, byMonthDay } = rule
  const simple = { ...rule, byMonth: [], bySetPos: [], count: undefined, until: undefined, weekStart: 0 }
  if (printRule(simple) !== printRule(rule)) return undefined
  const period = t.every(freq, interval)
  if (byDay.length === 0 && byMonthDay.length === 0) return period
  const days = t.allOf.format(byDay.map(({ day }) => nameWeekday(day)))
  if (freq === 'WEEKLY' && interval > 1) return t.onDays(period, days)
  if (freq === 'WEEKLY')
    return byDay.map(({ day }) => day).join() === workdays ? t.everyWeekday : t.everyOf(days)
  if (freq !== 'MONTHLY') return undefined
  const [[monthDay, ...otherMonthDays], [weekday, ...otherWeekdays]] = [byMonthDay, byDay]
  if (otherMonthDays.length + otherWeekdays.length > 0 || (monthDay !== undefined && weekday))
    return undefined
  if (monthDay !== undefined) return monthDay > 0 ? t.onMonthDay(period, monthDay) : undefined
  return weekday && nths.includes(weekday.nth) ? t.onNthDay(period, weekday.nth, days) : undefined
}
