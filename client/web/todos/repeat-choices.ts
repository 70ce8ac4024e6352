import type { PlainDate } from '../../../schema/plain-date.ts'
import { parseRule, printRule } from '../../../schema/recurrence-rule.ts'
import type { Repeat } from '../../../schema/repeat.ts'
import { t } from '../messages/todo-form.ts'
import { formatDayOfYear, formatWeekday } from '../time.ts'

const fixedRules = { daily: 'FREQ=DAILY', weekdays: 'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR' }
const days = ['SU', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA']

/** A rule that the form offers. */
type OfferedRepeat = 'daily' | 'weekdays' | 'weekly' | 'monthly' | 'yearly'
export type RepeatChoice = 'never' | OfferedRepeat | 'custom'

/** The offered rules for the day of a deadline. */
const toOfferedRules = (date: PlainDate): Record<OfferedRepeat, string> => {
  const day = new Date(date)
  const monthDay = `BYMONTHDAY=${day.getUTCDate()}`
  return {
    ...fixedRules,
    weekly: `FREQ=WEEKLY;BYDAY=${days[day.getUTCDay()]}`,
    monthly: `FREQ=MONTHLY;${monthDay}`,
    yearly: `FREQ=YEARLY;BYMONTH=${day.getUTCMonth() + 1};${monthDay}`,
  }
}

/** Without their days, these rules repeat on the day of the deadline. */
const impliedRules: Record<string, OfferedRepeat> = {
  'FREQ=WEEKLY': 'weekly',
  'FREQ=MONTHLY': 'monthly',
  'FREQ=YEARLY': 'yearly',
}

/** Null when the todo does not repeat. `custom` is the rule as typed. */
export function toRepeatRule(choice: RepeatChoice, date: PlainDate, custom: string): string | null {
  if (choice === 'never' || date === '') return null
  return choice === 'custom' ? toNormalForm(custom) : toOfferedRules(date)[choice]
}

/** A rule as the server stores it; as typed when the server will refuse it. */
function toNormalForm(typed: string): string {
  const rule = parseRule(typed)
  return 'problem' in rule ? typed : printRule(rule)
}

/** @param repeat its rule is in its normal form */
export function toRepeatChoice(repeat: Repeat | null, date: PlainDate): RepeatChoice {
  if (!repeat || date === '') return 'never'
  const { rule, from } = repeat
  const rules = toOfferedRules(date)
  const names = Object.keys(rules) as OfferedRepeat[]
  const offered = names.find(name => rules[name] === rule)
  // From the completion, they repeat on the day of the completion.
  return offered ?? (from === 'deadline' ? impliedRules[rule] : undefined) ?? 'custom'
}

/** The choices in their order, with their labels. Without a deadline there is only one. */
export function listRepeatChoices(date: PlainDate): [choice: RepeatChoice, label: string][] {
  if (date === '') return [['never', t.never]]
  return [
    ['never', t.never],
    ['daily', t.everyDay],
    ['weekdays', t.everyWeekday],
    ['weekly', t.weeklyOn(formatWeekday(date))],
    ['monthly', t.onMonthDay(t.every('MONTHLY', 1), new Date(date).getUTCDate())],
    ['yearly', t.yearlyOn(formatDayOfYear(date))],
    ['custom', t.custom],
  ]
}
