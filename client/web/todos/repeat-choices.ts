import type { PlainDate } from '../../../schema/plain-date.ts'
import { t } from '../messages/todo-form.ts'
import { formatDayOfYear, formatWeekday } from '../time.ts'
import type { RepeatChoice } from './repeat-draft.ts'

/** The choices in their order, with their labels. Without a deadline there is only one. */
export function listRepeatChoices(date: PlainDate): [choice: RepeatChoice, label: string][] {
  if (date === '') return [['never', t.never]]
  return [
    ['never', t.never],
    ['daily', t.everyDay],
    ['weekdays', t.everyWeekday],
    ['weekly', t.weeklyOn(formatWeekday(date))],
    ['monthly', t.onDays(t.every('MONTHLY', 1), t.monthDay(new Date(date).getUTCDate()))],
    ['yearly', t.yearlyOn(formatDayOfYear(date))],
    ['custom', t.custom],
    ['rule', t.asRule],
  ]
}
