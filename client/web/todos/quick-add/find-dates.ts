import type { ParsedComponents, ParsedResult } from 'chrono-node'
import { Chrono } from 'chrono-node/en'
import { Temporal } from 'temporal-polyfill'
import { endOfDay, type QuickAddLanguage } from './quick-add-language.ts'
import { type Day, onOrAfter, type TimeOfDay } from './resolve-deadline.ts'

/** Words that were read as a day, a time, or both. Words such as `in 2 hours` have minutes from now instead. */
export type FoundDate = {
  start: number
  end: number
  day?: Day | undefined
  /** Of several days, as in `5-9 dec`, the last one. */
  lastDay?: Temporal.PlainDate | undefined
  time?: TimeOfDay | undefined
  minutesFromNow?: number | undefined
  isDoubtful?: boolean
}

const bracket = (text: string, start: number, end: number) =>
  `${text.slice(0, start)}‹${text.slice(start, end)}›${text.slice(end)}`

/** Dates inside of longer words, names and numbers: `Monday.com`, `yesterday's`, `v2026-12-01`, `$12.30`. */
const glued = [
  /[\p{Script=Latin}\p{N}#/\\_.$€£¥-]‹[\p{Script=Latin}\p{N}]/u,
  /\p{L}['’]‹/u,
  /[\p{Script=Latin}\p{N}]›(?:[\p{Script=Latin}\p{N}/\\_@%€$£¥°-]|['’]\p{L}|[.:][\p{L}\p{N}])/u,
]

/** `give 5 a try` */
const halfMeridiem = /\d\s*[ap]›/i

/** Without an upper-case name, `5pm eat` and `7pm +1` have no time zone. */
const falseZone = /(?:[\s,]+\(?[a-z]{2,4}|\s*\(?(?<!T\d.*|GMT\s?|UTC\s?)[+-]\d{1,2}(?::?\d\d)?)\)?$/

export function createChrono(language: QuickAddLanguage, dayFirst: boolean): Chrono {
  const { parsers, refiners } = language.createConfiguration(dayFirst)
  // False parts must go before chrono combines neighbouring results.
  const removeFalseParts = ({ text }: { text: string }, results: ParsedResult[]) =>
    results.filter(({ index, text: words }) =>
      isLikely(text, index, index + words.length, [halfMeridiem, ...language.falseParts]),
    )
  return new Chrono({
    parsers: [...language.parsers, ...parsers],
    refiners: [{ refine: removeFalseParts }, ...refiners, ...(language.refiners ?? [])] as Chrono['refiners'],
  })
}

const isLikely = (text: string, start: number, end: number, unlikely: RegExp[]) => {
  const bracketed = bracket(text, start, end)
  return !unlikely.some(pattern => pattern.test(bracketed))
}

/** Finds all dates that are beyond doubt. */
export function findDates(
  text: string,
  { chrono, language, today }: { chrono: Chrono; language: QuickAddLanguage; today: Temporal.PlainDate },
): FoundDate[] {
  // The beginning of today: whether a date is read does not depend on the time of day.
  const reference = new Date(today.year, today.month - 1, today.day)
  return chrono
    .parse(text, reference)
    .flatMap(({ start: components, end: last, index, text: found }): FoundDate[] => {
      const isDuration = components.tags().has('result/relativeDateAndTime')
      const isZoneFalse = !isDuration && components.isCertain('timezoneOffset') && falseZone.test(found)
      const withoutZone = isZoneFalse ? found.replace(falseZone, '') : found
      const start = index + (/^[\s,(（]*/.exec(withoutZone)?.[0].length ?? 0)
      const words = withoutZone.slice(start - index).replace(/(?:[\s,]|(?<![(（].*)[)）])+$/, '')
      const end = start + words.length
      if (!isLikely(text, start, end, [...glued, ...language.falseDates])) return []
      if (isDuration) return [{ start, end, minutesFromNow: measureMinutes(words, chrono) }]
      const day = readDay(components, today)
      const time = readTime(components, words, language)
      if (time && isZoneFalse) time.offsetMinutes = undefined
      const isPast = day && Temporal.PlainDate.compare(day.date, today) < 0
      // `yesterday`, `2 weeks ago`
      if (isPast && !/\d{4}|\d{1,2}[./-]\d{1,2}[./-]\d\d/.test(words)) return []
      if (!day && !time) return []
      const lastDay = last ? readLastDay(last, day, today) : undefined
      return [
        {
          start,
          end,
          day,
          lastDay,
          time,
          isDoubtful: !isLikely(text, start, end, language.doubtfulDays ?? []),
        },
      ]
    })
}

/** Measures a duration from a day without a change of the clocks. */
function measureMinutes(words: string, chrono: Chrono): number {
  const from = new Date(2001, 0, 10)
  const to = chrono.parse(words, from)[0]?.date() ?? from
  return (to.getTime() - from.getTime()) / 60_000
}

function readDay(components: ParsedComponents, today: Temporal.PlainDate): Day | undefined {
  const isWeekday = components.isCertain('weekday') && !components.isCertain('day')
  const isRelative = components.tags().has('result/relativeDate')
  if (!components.isCertain('day') && !isWeekday && !isRelative) return undefined
  const [month, day] = [components.get('month') ?? 1, components.get('day') ?? 1]
  const hasYear = isWeekday || isRelative || components.isCertain('year')
  let date = Temporal.PlainDate.from({ year: (hasYear && components.get('year')) || today.year, month, day })
  const distance = [...components.tags()].find(tag => tag.startsWith('distance/'))
  if (Temporal.PlainDate.compare(date, today) < 0) {
    if (isWeekday) date = date.add({ days: 7 })
    else if (!hasYear) date = date.add({ years: 1 })
  }
  // Only leap years have a 29 February.
  if (!hasYear && month === 2 && day === 29)
    for (let { year } = date; date.day !== day; year++) date = Temporal.PlainDate.from({ year, month, day })
  if (distance) date = date.add(Temporal.Duration.from(distance.slice('distance/'.length)))
  return { date, isWeekday: isWeekday && !distance }
}

/** Undefined when a time ends on the same day. */
function readLastDay(
  components: ParsedComponents,
  first: Day | undefined,
  today: Temporal.PlainDate,
): Temporal.PlainDate | undefined {
  const last = readDay(components, today)
  return first && last && !last.date.equals(first.date) ? onOrAfter(first.date, last) : undefined
}

function readTime(
  components: ParsedComponents,
  words: string,
  { isTwelveHourClock }: QuickAddLanguage,
): TimeOfDay | undefined {
  const tags = components.tags()
  const has = (...names: string[]) => names.some(name => tags.has(`casualReference/${name}`))
  const isPartOfDay = has('morning', 'afternoon', 'evening', 'tonight', 'noon', 'midnight')
  const isExact = components.isCertain('hour')
  if (!isExact && !isPartOfDay) return undefined
  const isLate = has('afternoon', 'evening', 'tonight')
  let hour = components.get('hour') ?? 0
  const minute = components.get('minute') ?? 0
  const written = isTwelveHourClock ? /\b0\d|T\d\d:/ : /\b0\d|\d(?::|\s*(?:h|uhr|時))|\.\d\d$/i
  const isBare =
    isExact &&
    !components.isCertain('meridiem') &&
    hour > 0 &&
    hour < 12 &&
    !has('morning') &&
    !written.test(words)
  if (has('midnight') || (has('tonight') && hour % 12 === 0)) hour = 24
  else if (hour < 12 && isBare && (isLate || hour <= 7)) hour += 12
  return {
    hour,
    minute,
    isBare: isBare && hour < 12,
    isVague: !isExact && !has('noon', 'midnight'),
    isEndOfDay: tags.has(endOfDay),
    offsetMinutes: components.isCertain('timezoneOffset')
      ? (components.get('timezoneOffset') ?? undefined)
      : undefined,
  }
}
