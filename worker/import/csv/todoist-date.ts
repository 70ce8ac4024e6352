import { createRule, parseRule, printRule, type RecurrenceRule } from '../../../schema/recurrence-rule.ts'
import type { RepeatFrom } from '../../../schema/repeat.ts'
import type { DateOrInstant } from '../../../schema/plain-date.ts'
import { expandDays, toDate, toDay } from '../../../core/recurrence/expand-days.ts'
import type { ReadOptions } from '../../../schema/imported-todo.ts'
import { toEnglish } from './todoist-german.ts'
import { readTimeOfDay, readWrittenDate, type TimeOfDay, toDeadline } from './written-date.ts'

export type TodoistDate = { deadline: DateOrInstant; repeat?: { rule: string; from: RepeatFrom } }

const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']
const weekday = '(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:days?)?'
const dayOfMonth = '\\d{1,2}(?:st|nd|rd|th)?'
const separator = '(?:, ?| ?& ?|,? and | )'
const toList = (item: string) => `(${item}(?:${separator}${item})*)`
const codes = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU']
const units: Record<string, RecurrenceRule['freq']> = {
  day: 'DAILY',
  week: 'WEEKLY',
  month: 'MONTHLY',
  year: 'YEARLY',
}
const words = new Map<string, RecurrenceRule['freq']>([
  ['daily', 'DAILY'],
  ['weekly', 'WEEKLY'],
  ['monthly', 'MONTHLY'],
  ['yearly', 'YEARLY'],
])
const nearDays = new Map([
  ['today', 0],
  ['tod', 0],
  ['tomorrow', 1],
  ['tom', 1],
  ['yesterday', -1],
])
/** `every second friday` can also be every other Friday: it is not read. */
const numbers: Record<string, string> = {
  a: '1',
  one: '1',
  two: '2',
  three: '3',
  four: '4',
  five: '5',
  six: '6',
  ten: '10',
  first: '1st',
  third: '3rd',
  fourth: '4th',
}
const numberWord = new RegExp(
  `\\b(?:${Object.keys(numbers).join('|')})(?= (?:day|week|month|year|${weekday}))`,
  'gi',
)
const partsOfDay: Record<string, TimeOfDay> = {
  morning: { hour: 9, minute: 0 },
  noon: { hour: 12, minute: 0 },
  afternoon: { hour: 12, minute: 0 },
  evening: { hour: 19, minute: 0 },
  night: { hour: 22, minute: 0 },
}
const maxLength = 200

type TodoistOptions = ReadOptions & {
  /** As Todoist writes it: `de`. */
  language?: string
}

/**
 * Reads Todoist's dates, such as `Oct 5`, `tomorrow at 9am`, `every! 2 weeks` and `jeden Montag`. In other languages than
 * English and German, only dates without words are read.
 */
export function readTodoistDate(
  raw: string,
  { timeZone, now, language = 'en' }: TodoistOptions,
): TodoistDate | undefined {
  const given = raw.trim().replaceAll(/\s+/g, ' ')
  if (given.length > maxLength) return undefined
  if (!knowsTodoistLanguage(language) && /\p{L}/u.test(given)) return undefined
  const text = language === 'de' ? toEnglish(given) : given
  const clock = Temporal.Instant.from(now).toZonedDateTimeISO(timeZone)
  const today = clock.toPlainDate()
  const { words, time } = splitTime(text.replace(numberWord, word => numbers[word.toLowerCase()] ?? word))
  const every =
    /^(?:every|ev|each)(!)? ?(.+)$/i.exec(words) ??
    /^()((?:daily|weekly|monthly|quarterly|yearly)(?: .*)?)$/i.exec(words)
  if (!every) {
    const date = readDay(words, today) ?? readWhole(words, today)
    const deadline = date && toDeadline(date, time, timeZone)
    return deadline === undefined ? undefined : { deadline }
  }
  const series = readSeries(every[2] ?? '', today)
  if (!series) return undefined
  const first = findFirst(series.rule, series.start, today)
  const deadline = first && toDeadline(first, time, timeZone)
  if (deadline === undefined) return undefined
  return {
    deadline,
    repeat: { rule: printRule(series.rule), from: every[1] === '!' ? 'completion' : 'deadline' },
  }
}

export const knowsTodoistLanguage = (language: string): boolean => ['en', 'de'].includes(language)

/** Takes a time off the end, or out of `every day at 8pm from 1 Dec`. */
function splitTime(text: string): { words: string; time: TimeOfDay | undefined } {
  const part = /^(.+?)(?: (?:in the|at))? (morning|noon|afternoon|evening|night)$/i.exec(text)
  if (part) {
    const [, words = '', name = ''] = part
    const isEachDay = /^(?:every|ev|each)!?$/i.test(words)
    return { words: isEachDay ? `${words} day` : words, time: partsOfDay[name.toLowerCase()] }
  }
  const [, before = '', at, written = '', after = ''] =
    /^(.+?)( at| @)? (\d{1,2}(?::\d\d)?(?::\d\d)? ?(?:[ap]m)?)( (?:starting|from|until|ending) .+)?$/i.exec(
      text,
    ) ?? []
  // `at 9` may be in the evening.
  const isHour = at !== undefined && /^1[3-9]$|^2\d$/.test(written)
  const time = readTimeOfDay(isHour ? `${written}:00` : written)
  return time ? { words: before + after, time } : { words: text, time: undefined }
}

const readWhole = (text: string, today: Temporal.PlainDate): Temporal.PlainDate | undefined => {
  const found = readWrittenDate(text.replace(new RegExp(`^${weekday},? (?=.*\\d)`, 'i'), ''), today)
  return found?.rest === '' ? found.date : undefined
}

function readDay(text: string, today: Temporal.PlainDate): Temporal.PlainDate | undefined {
  const lower = text.toLowerCase()
  const days = nearDays.get(lower)
  if (days !== undefined) return today.add({ days })
  if (lower === 'next week') return today.add({ days: 8 - today.dayOfWeek })
  if (lower === 'next month') return today.with({ day: 1 }).add({ months: 1 })
  if (lower === 'end of month') return today.with({ day: 31 })
  const [, next, weekend] = /^(?:this |(next ))?(weekend)$/.exec(lower) ?? []
  if (weekend !== undefined) return today.add({ days: ((13 - today.dayOfWeek) % 7) + (next ? 7 : 0) })
  const [, count, unit] = /^(?:in )?\+?(\d{1,4}) (day|week|month|year)s?$/.exec(lower) ?? []
  if (count !== undefined && unit !== undefined) return today.add({ [`${unit}s`]: Number(count) })
  if (!new RegExp(`^(?:next )?${weekday}$`).test(lower)) return undefined
  const distance = (toWeekday(lower.replace('next ', '')) - today.dayOfWeek + 8) % 7
  return today.add({ days: distance === 0 ? 7 : distance })
}

/** Monday is 0. */
const toWeekday = (name: string): number => weekdays.indexOf(name.slice(0, 3))

function readSeries(
  text: string,
  today: Temporal.PlainDate,
): { rule: RecurrenceRule; start: Temporal.PlainDate | undefined } | undefined {
  const [, body = '', startText, untilText] =
    /^(.+?)(?: (?:starting|from) (.+?))?(?: (?:until|ending) (.+))?$/i.exec(text) ?? []
  const rule = readRule(body.toLowerCase())
  if (!rule) return undefined
  const readEnd = (words: string) => readDay(words, today) ?? readWhole(words, today)
  const start = startText === undefined ? undefined : readEnd(startText)
  const until = untilText === undefined ? undefined : readEnd(untilText)
  if ((startText !== undefined && !start) || (untilText !== undefined && !until)) return undefined
  return { rule: until ? { ...rule, until: until.toString().replaceAll('-', '') } : rule, start }
}

function readRule(text: string): RecurrenceRule | undefined {
  const simple = words.get(text)
  if (simple) return createRule(simple)
  const [, count = '1', unit = ''] = /^(?:(\d{1,3}|other) )?(day|week|month|year)s?$/.exec(text) ?? []
  const freq = units[unit]
  if (freq) return checked(`FREQ=${freq};INTERVAL=${toInterval(count)}`)
  if (text === 'quarter' || text === 'quarterly') return checked('FREQ=MONTHLY;INTERVAL=3')
  if (/^(?:weekday|workday)s?$/.test(text)) return checked('FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR')
  if (text === 'weekend') return checked('FREQ=WEEKLY;BYDAY=SA')
  if (text === 'last day' || text === 'month end') return checked('FREQ=MONTHLY;BYMONTHDAY=-1')
  const [, nth, name = ''] = new RegExp(`^(\\d|last)(?:st|nd|rd|th)? (${weekday})$`).exec(text) ?? []
  if (nth !== undefined)
    return checked(`FREQ=MONTHLY;BYDAY=${nth === 'last' ? -1 : nth}${codes[toWeekday(name)]}`)
  // `mon, wed and fri`, `other fri`, `2 weeks on mon`
  const [, weeks, other, list] =
    new RegExp(`^(?:(?:(\\d{1,3}|other) )?(?:weeks?|weekly) (?:on )?|(other) )?${toList(weekday)}$`).exec(
      text,
    ) ?? []
  if (list !== undefined) {
    const days = [...list.matchAll(new RegExp(weekday, 'g'))].map(([day]) => codes[toWeekday(day)])
    return checked(`FREQ=WEEKLY;INTERVAL=${toInterval(weeks ?? other)};BYDAY=${days.join()}`)
  }
  // `15th`, `1st and 15th`, `3 months on the 5th`
  const [, months, monthDays] =
    new RegExp(
      `^(?:(?:(\\d{1,3}|other) )?(?:months?|monthly) (?:on )?)?(?:the )?${toList(dayOfMonth)}(?: of (?:the|each|every) month)?$`,
    ).exec(text) ?? []
  if (monthDays !== undefined)
    return checked(
      `FREQ=MONTHLY;INTERVAL=${toInterval(months)};BYMONTHDAY=${[...monthDays.matchAll(/\d+/g)].join()}`,
    )
  const yearly = readWhole(text, Temporal.PlainDate.from('2000-01-01'))
  return yearly && !/\d{4}/.test(text)
    ? checked(`FREQ=YEARLY;BYMONTH=${yearly.month};BYMONTHDAY=${yearly.day}`)
    : undefined
}

const toInterval = (count = '1') => (count === 'other' ? 2 : count)

function checked(text: string): RecurrenceRule | undefined {
  const rule = parseRule(text)
  return 'problem' in rule ? undefined : rule
}

/**
 * The first day of a rule; one without days begins today, or on the day that the text names. The interval counts from it:
 * `every other monday` begins on the next one.
 */
function findFirst(
  rule: RecurrenceRule,
  start: Temporal.PlainDate | undefined,
  today: Temporal.PlainDate,
): Temporal.PlainDate | undefined {
  const from = toDay(start ?? today)
  for (const day of expandDays({ ...rule, interval: 1 }, from)) return toDate(day)
  return undefined
}
