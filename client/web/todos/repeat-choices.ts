import type { PlainDate } from '../../../schema/plain-date.ts'
import type { Repeat } from '../../../schema/repeat.ts'
import { toOrdinal } from './describe-repeat.ts'

const fixedRules = { daily: 'FREQ=DAILY', weekdays: 'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR' }
const days = ['SU', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA']

/** A rule that the form offers. */
type OfferedRepeat = 'daily' | 'weekdays' | 'weekly' | 'monthly' | 'yearly'
export type RepeatChoice = 'never' | OfferedRepeat | 'custom'

const format = (date: PlainDate, options: Intl.DateTimeFormatOptions) =>
  new Intl.DateTimeFormat('en-GB', { ...options, timeZone: 'UTC' }).format(Date.parse(date))

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
  return choice === 'custom' ? custom : toOfferedRules(date)[choice]
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
  if (date === '') return [['never', 'Does not repeat']]
  return [
    ['never', 'Does not repeat'],
    ['daily', 'Every day'],
    ['weekdays', 'Every weekday'],
    ['weekly', `Every week on ${format(date, { weekday: 'long' })}`],
    ['monthly', `Every month on the ${toOrdinal(new Date(date).getUTCDate())}`],
    ['yearly', `Every year on ${format(date, { day: 'numeric', month: 'long' })}`],
    ['custom', 'Custom…'],
  ]
}
