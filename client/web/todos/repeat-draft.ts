import type { PlainDate } from '../../../schema/plain-date.ts'
import { createRule, parseRule, printRule, type RecurrenceRule } from '../../../schema/recurrence-rule.ts'
import type { Repeat } from '../../../schema/repeat.ts'
import { isCustomRule, toCustomRule, weekdayOf } from './custom-repeat.ts'

/** A rule that the form offers. */
type OfferedRepeat = 'daily' | 'weekdays' | 'weekly' | 'monthly' | 'yearly'
/** `custom` rules have fields for their parts, `rule` is a rule as text. */
export type RepeatChoice = 'never' | OfferedRepeat | 'custom' | 'rule'

/** When a repetition ends; not at all while its day or number is missing. A rule as text has its end in the text. */
export type RepeatEnd = { ends: 'never' | 'onDay' | 'afterTimes'; lastDay: PlainDate; times: string }

/** A repetition as chosen. It means nothing without a deadline. */
export type RepeatDraft = RepeatEnd & { repeats: RepeatChoice; customRule: string; fromCompletion: boolean }

const noEnd: RepeatEnd = { ends: 'never', lastDay: '', times: '' }

const workdays = [0, 1, 2, 3, 4]

/** The offered rules for the day of a deadline. */
function toOfferedRules(date: PlainDate): Record<OfferedRepeat, RecurrenceRule> {
  const day = new Date(date)
  const byMonthDay = [day.getUTCDate()]
  return {
    daily: createRule('DAILY'),
    weekdays: onWeekdays(workdays),
    weekly: onWeekdays([weekdayOf(date)]),
    monthly: { ...createRule('MONTHLY'), byMonthDay },
    yearly: { ...createRule('YEARLY'), byMonth: [day.getUTCMonth() + 1], byMonthDay },
  }
}

const onWeekdays = (weekdays: number[]): RecurrenceRule => ({
  ...createRule('WEEKLY'),
  byDay: weekdays.map(day => ({ nth: 0, day })),
})

/** Without their days, these rules repeat on the day of the deadline. */
const impliedRules: Record<string, OfferedRepeat> = {
  'FREQ=WEEKLY': 'weekly',
  'FREQ=MONTHLY': 'monthly',
  'FREQ=YEARLY': 'yearly',
}

export const readRepeat = (repeat: Repeat | null, date: PlainDate): RepeatDraft => ({
  repeats: toChoice(repeat, date),
  customRule: repeat?.rule ?? '',
  fromCompletion: repeat?.from === 'completion',
  ...readEnd(repeat?.rule ?? ''),
})

/** A repetition is edited as a whole. */
export const pickRepeat = ({
  repeats,
  customRule,
  fromCompletion,
  ends,
  lastDay,
  times,
}: RepeatDraft): RepeatDraft => ({ repeats, customRule, fromCompletion, ends, lastDay, times })

/** Another choice starts with the rule so far. */
export function choose(draft: RepeatDraft, repeats: RepeatChoice, date: PlainDate): Partial<RepeatDraft> {
  const customRule = toRepeat(draft, date)?.rule ?? draft.customRule
  return { repeats, customRule, ...(draft.repeats === 'rule' && readEnd(customRule)) }
}

/** Null when the todo does not repeat. */
export function toRepeat(draft: RepeatDraft, date: PlainDate): Repeat | null {
  if (draft.repeats === 'never' || date === '') return null
  return { rule: toRule(draft, draft.repeats, date), from: draft.fromCompletion ? 'completion' : 'deadline' }
}

/** A rule as the server stores it; a text as typed when the server will refuse it. */
function toRule(
  { customRule, ...end }: RepeatDraft,
  choice: OfferedRepeat | 'custom' | 'rule',
  date: PlainDate,
) {
  if (choice === 'rule') {
    const rule = parseRule(customRule)
    return 'problem' in rule ? customRule : printRule(rule)
  }
  const rule = choice === 'custom' ? toCustomRule(customRule) : toOfferedRules(date)[choice]
  return printRule({ ...rule, ...toRuleEnd(end) })
}

const toRuleEnd = ({ ends, lastDay, times }: RepeatEnd): Pick<RecurrenceRule, 'count' | 'until'> => ({
  count: ends === 'afterTimes' && times !== '' ? Number(times) : undefined,
  until: ends === 'onDay' && lastDay !== '' ? lastDay.replaceAll('-', '') : undefined,
})

function readEnd(text: string): RepeatEnd {
  const rule = parseRule(text)
  if ('problem' in rule) return noEnd
  const { count, until } = rule
  if (count !== undefined) return { ...noEnd, ends: 'afterTimes', times: `${count}` }
  if (until === undefined || !isDate(until)) return noEnd
  return { ...noEnd, ends: 'onDay', lastDay: until.replace(/(....)(..)(..)/, '$1-$2-$3') }
}

const isDate = (until: string) => until.length === 'YYYYMMDD'.length

/** @param repeat its rule is in its normal form */
function toChoice(repeat: Repeat | null, date: PlainDate): RepeatChoice {
  if (!repeat || date === '') return 'never'
  const rule = parseRule(repeat.rule)
  if ('problem' in rule || (rule.until !== undefined && !isDate(rule.until))) return 'rule'
  const endless = printRule({ ...rule, count: undefined, until: undefined })
  const offered = toOfferedRules(date)
  const names = Object.keys(offered) as OfferedRepeat[]
  const same = names.find(name => printRule(offered[name]) === endless)
  // From the completion, they repeat on the day of the completion.
  const implied = repeat.from === 'deadline' ? impliedRules[endless] : undefined
  return same ?? implied ?? (isCustomRule(rule) ? 'custom' : 'rule')
}
