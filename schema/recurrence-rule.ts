/** The rule of a recurrence, RFC 5545 section 3.3.10, as far as it concerns days. */
export type RecurrenceRule = {
  freq: Frequency
  interval: number
  byMonth: number[]
  byMonthDay: number[]
  byDay: WeekDayRule[]
  bySetPos: number[]
  /** How often in all, the current occurrence included. */
  count: number | undefined
  /** As written: `20300102`, `20300102T030405` or `20300102T030405Z`. */
  until: string | undefined
  /** The first day of the week, from Monday = 0. */
  weekStart: number
}

/** `nth` is 0 for each such day, otherwise its number in the month or year, from the end when negative. */
type WeekDayRule = { nth: number; day: number }

export const frequencies = ['DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY'] as const
type Frequency = (typeof frequencies)[number]
const days = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU']

const maxLength = 1000
export const maxInterval = 1000
export const maxCount = 10_000

/** Why a rule is refused, in words for the client. */
class RuleProblem extends Error {}

const refuse = (problem: string): never => {
  throw new RuleProblem(problem)
}

const readers: Record<string, (value: string, rule: RecurrenceRule) => void> = {
  FREQ(value, rule) {
    rule.freq =
      frequencies.find(frequency => frequency === value) ??
      refuse(`FREQ must be one of ${frequencies.join(', ')}`)
  },
  INTERVAL: (value, rule) => (rule.interval = readNumber('INTERVAL', value, 1, maxInterval)),
  COUNT: (value, rule) => (rule.count = readNumber('COUNT', value, 1, maxCount)),
  UNTIL: (value, rule) => (rule.until = readUntil(value)),
  BYMONTH: (value, rule) => (rule.byMonth = readNumbers('BYMONTH', value, 12, false)),
  BYMONTHDAY: (value, rule) => (rule.byMonthDay = readNumbers('BYMONTHDAY', value, 31, true)),
  BYSETPOS: (value, rule) => (rule.bySetPos = readNumbers('BYSETPOS', value, 366, true)),
  BYDAY: (value, rule) => (rule.byDay = readWeekDays(value)),
  WKST(value, rule) {
    rule.weekStart = days.indexOf(value)
    if (rule.weekStart === -1) refuse(`WKST must be one of ${days.join(', ')}`)
  },
}

/** @returns the rule, or the text of a problem with it */
export function parseRule(text: string): RecurrenceRule | { problem: string } {
  try {
    return readRule(text)
  } catch (error) {
    if (error instanceof RuleProblem) return { problem: error.message }
    throw error
  }
}

/** A rule that `parseRule` has accepted before. */
export function toRule(stored: string): RecurrenceRule {
  const rule = parseRule(stored)
  if ('problem' in rule) throw new Error(`Stored rule ${stored}: ${rule.problem}`)
  return rule
}

/** A rule with nothing but its frequency. */
export const createRule = (freq: Frequency): RecurrenceRule => ({
  freq,
  interval: 1,
  byMonth: [],
  byMonthDay: [],
  byDay: [],
  bySetPos: [],
  count: undefined,
  until: undefined,
  weekStart: 0,
})

function readRule(text: string): RecurrenceRule {
  if (text.length > maxLength) refuse(`must have at most ${maxLength} characters`)
  const rule = createRule('DAILY')
  const seen = new Set<string>()
  const parts = text
    .trim()
    .toUpperCase()
    .replace(/^RRULE:/, '')
    .replace(/;$/, '')
    .split(';')
  for (const part of parts) {
    const [, name = '', value = ''] =
      /^([A-Z-]+)=(.+)$/.exec(part) ?? refuse('must be an RFC 5545 rule such as FREQ=WEEKLY;BYDAY=FR')
    if (seen.has(name)) refuse(`has ${name} more than once`)
    seen.add(name)
    const read = Object.hasOwn(readers, name) ? readers[name] : undefined
    if (!read) return refuse(`cannot have ${name}: supported parts are ${Object.keys(readers).join(', ')}`)
    read(value, rule)
  }
  if (!seen.has('FREQ')) refuse('needs FREQ, such as FREQ=WEEKLY')
  assertConsistent(rule)
  return rule
}

/** The combinations that RFC 5545 forbids. */
function assertConsistent({
  freq,
  byMonth,
  byMonthDay,
  byDay,
  bySetPos,
  count,
  until,
}: RecurrenceRule): void {
  if (count !== undefined && until !== undefined) refuse('cannot have both COUNT and UNTIL')
  if (freq === 'WEEKLY' && byMonthDay.length > 0) refuse('cannot have BYMONTHDAY when FREQ is WEEKLY')
  if (byDay.some(({ nth }) => nth !== 0) && freq !== 'MONTHLY' && freq !== 'YEARLY')
    refuse('can number the days of BYDAY only when FREQ is MONTHLY or YEARLY')
  if (bySetPos.length > 0 && [byMonth, byMonthDay, byDay].every(({ length }) => length === 0))
    refuse('can have BYSETPOS only with BYDAY, BYMONTHDAY or BYMONTH')
}

function readNumber(name: string, value: string, min: number, max: number): number {
  const number = /^[+-]?\d{1,6}$/.test(value) ? Number(value) : NaN
  return number >= min && number <= max ? number : refuse(`${name} must be a number from ${min} to ${max}`)
}

function readNumbers(name: string, values: string, max: number, fromEnd: boolean): number[] {
  const numbers = values.split(',').map(value => {
    const number = /^[+-]?\d{1,3}$/.test(value) ? Number(value) : 0
    if (number !== 0 && Math.abs(number) <= max && (fromEnd || number > 0)) return number
    return refuse(`${name} must have numbers from 1 to ${max}${fromEnd ? `, or -${max} to -1` : ''}`)
  })
  return [...new Set(numbers)].toSorted((one, other) => one - other)
}

function readWeekDays(values: string): WeekDayRule[] {
  const byText = new Map<string, WeekDayRule>()
  for (const value of values.split(',')) {
    const [, number, name = ''] = /^([+-]?\d{1,2})?([A-Z]{2})$/.exec(value) ?? []
    const weekDay = { nth: Number(number ?? 0), day: days.indexOf(name) }
    if (weekDay.day === -1 || Math.abs(weekDay.nth) > 53 || (number !== undefined && weekDay.nth === 0))
      refuse('BYDAY must have days such as MO or, numbered, 1MO or -1FR')
    byText.set(printWeekDay(weekDay), weekDay)
  }
  return [...byText.values()].toSorted((one, other) => one.day - other.day || one.nth - other.nth)
}

function readUntil(value: string): string {
  const [, year, month, day, hour = '00', minute = '00', second = '00'] =
    /^(\d{4})(\d{2})(\d{2})(?:T(\d{2})(\d{2})(\d{2})Z?)?$/.exec(value) ?? []
  const text = `${year}-${month}-${day}T${hour}:${minute}:${second}`
  const ms = Date.parse(`${text}Z`)
  // `Date` turns 30 February into March.
  if (!Number.isNaN(ms) && new Date(ms).toISOString().startsWith(text)) return value
  return refuse('UNTIL must be a date such as 20300102, or a time such as 20300102T030405Z')
}

const printWeekDay = ({ nth, day }: WeekDayRule): string => `${nth === 0 ? '' : nth}${days[day]}`

/** The normal form: one order of the parts, without defaults. */
export function printRule(rule: RecurrenceRule): string {
  const { freq, interval, byMonth, byMonthDay, byDay, bySetPos, count, until, weekStart } = rule
  const parts: [name: string, value: string | number | undefined][] = [
    ['FREQ', freq],
    ['INTERVAL', interval === 1 ? undefined : interval],
    ['BYMONTH', byMonth.join() || undefined],
    ['BYMONTHDAY', byMonthDay.join() || undefined],
    ['BYDAY', byDay.map(printWeekDay).join() || undefined],
    ['BYSETPOS', bySetPos.join() || undefined],
    ['COUNT', count],
    ['UNTIL', until],
    ['WKST', weekStart === 0 ? undefined : days[weekStart]],
  ]
  return parts.flatMap(([name, value]) => (value === undefined ? [] : `${name}=${value}`)).join(';')
}
