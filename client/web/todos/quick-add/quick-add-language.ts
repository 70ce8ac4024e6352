import type { Chrono, Parser, ParsingContext, Refiner } from 'chrono-node'
import type { Priority } from '../../../../schema/priority.ts'
import type { RepetitionWords } from './repetition.ts'

export type NamedPriority = Exclude<Priority, 'none'>

/**
 * What quick add knows about a language besides chrono's own parser. The patterns of false friends see the whole text,
 * with the words in question in brackets: `Fix ‹yesterday›'s bug`.
 */
export type QuickAddLanguage = {
  createConfiguration: (dayFirst: boolean) => Pick<Chrono, 'parsers' | 'refiners'>
  parsers: Parser[]
  refiners?: Refiner[]
  /** Words that are no part of a date, whatever stands beside them. */
  falseParts: RegExp[]
  /** Dates that are probably meant differently. */
  falseDates: RegExp[]
  /** Times with minutes can mean the afternoon too: `at 2:30`. */
  isTwelveHourClock?: boolean
  /** Days that may be a deadline or a name, as in `Sunday roast`: they are not read, nor is a time without another day. */
  doubtfulDays?: RegExp[]
  /** The words after `!` that mean a priority. */
  priorities: Record<NamedPriority, string>
  repetition: RepetitionWords
  /** Describes a recurring event, which has no deadline unless it was read with the words of `repetition`. */
  recurrence: RegExp
  /** Words that introduce a date and disappear from the title with it: `due:`, `by`, `@`. */
  introduction: RegExp
  /** Words after a date that belong to it, such as the Japanese `までに`. */
  ending?: RegExp
}

/** Matches where nothing follows that a date could describe, as in `the Sunday paper`. */
export const atEnd = (following: string): string =>
  String.raw`(?=\s*(?:$|[,.;:!?)–—-](?:\s|$)|\d{1,2}(?:[:.]\d\d|\s*[ap]m|h)\b|(?:@|(?:${following})(?![\p{L}\p{N}]))))`

/** A chrono parser from a pattern. `read` returns the components of the date, or `null` if it is none after all. */
export const createParser = (
  pattern: RegExp,
  read: (match: RegExpMatchArray, context: ParsingContext) => ReturnType<Parser['extract']>,
): Parser => ({ pattern: () => pattern, extract: (context, match) => read(match, context) })

/** The tag of a time that is the end of the day: the deadline is the day itself. */
export const endOfDay = 'quick-add/end-of-day'

export const createEndOfDayParser = (pattern: RegExp): Parser =>
  createParser(pattern, (_, context) => context.createParsingComponents({ hour: 23 }).addTag(endOfDay))

/** `17h`, `17h30`: always the 24-hour clock. */
export const createHourParser = (pattern: RegExp): Parser =>
  createParser(pattern, ({ groups }) => {
    const [hour, minute] = [Number(groups?.['hour']), Number(groups?.['minute'] ?? 0)]
    return hour < 24 && minute < 60 ? { hour, minute, meridiem: hour < 12 ? 0 : 1 } : null
  })

/**
 * `quarter to nine`, with the groups `part`, `hour` and perhaps `meridiem`. An hour is a number or one of `hours`, from one
 * on; `minutes` are what the parts add to it.
 */
export const createSpokenTimeParser = (
  pattern: RegExp,
  hours: string[],
  minutes: Record<string, number>,
): Parser =>
  createParser(pattern, ({ groups }, context) => {
    const { part = '', hour = '', meridiem } = groups ?? {}
    const number = Number(hour) || hours.indexOf(hour.toLowerCase()) + 1
    if (number > 12) return null
    const time = number * 60 + (minutes[part.toLowerCase()] ?? 0)
    const components = context.createParsingComponents({
      hour: Math.floor(time / 60) || 12,
      minute: time % 60,
    })
    if (meridiem) components.assign('meridiem', meridiem.toLowerCase() === 'p' ? 1 : 0)
    return components
  })

/** `9h du soir`: with a group `late` if it is in the afternoon or evening. */
export const createPartOfDayParser = (pattern: RegExp): Parser =>
  createParser(pattern, ({ groups }) => {
    const [hour, minute] = [Number(groups?.['hour']), Number(groups?.['minute'] ?? 0)]
    if (hour < 1 || hour > 11 || minute > 59) return null
    return groups?.['late'] === undefined
      ? { hour, minute, meridiem: 0 }
      : { hour: hour + 12, minute, meridiem: 1 }
  })

const toComponents = (date: Date) => ({
  year: date.getFullYear(),
  month: date.getMonth() + 1,
  day: date.getDate(),
})

export const createDayParser = (pattern: RegExp, daysFromToday: number): Parser =>
  createParser(pattern, (_, { refDate }) =>
    toComponents(new Date(refDate.getFullYear(), refDate.getMonth(), refDate.getDate() + daysFromToday)),
  )

/** `names`: weekdays that chrono does not know, by their number from Sunday on. */
export const createWeekdayParser = (pattern: RegExp, names: Record<string, number>): Parser =>
  createParser(pattern, ([name], context) => {
    const weekday = names[name.toLowerCase()] ?? 0
    const days = (weekday - context.refDate.getDay() + 7) % 7
    return context.createParsingComponents().addDurationAsImplied({ day: days }).assign('weekday', weekday)
  })

/**
 * `the 27th`: the next day with this number, today included. With a group `next`, the day of the next month, if it has one.
 * With a group `weekday`, none if it is another one; `names` are how the weekdays begin, from Monday on.
 */
export const createDayOfMonthParser = (pattern: RegExp, names: string[] = []): Parser =>
  createParser(pattern, ({ groups }, { refDate }) => {
    const day = Number(groups?.['day'])
    if (day < 1 || day > 31) return null
    const isNext = groups?.['next'] !== undefined
    let month = refDate.getMonth() + (isNext || day < refDate.getDate() ? 1 : 0)
    if (!isNext) while (new Date(refDate.getFullYear(), month, day).getDate() !== day) month++
    const date = new Date(refDate.getFullYear(), month, day)
    const weekday = names.findIndex(name => groups?.['weekday']?.toLowerCase().startsWith(name))
    const isPossible = date.getDate() === day && (weekday === -1 || (weekday + 1) % 7 === date.getDay())
    return isPossible ? toComponents(date) : null
  })

/** The last day of this or the next week (a Sunday), month or year. */
export const createEndOfPeriodParser = (
  pattern: RegExp,
  { week, month, next }: { week: RegExp; month: RegExp; next: RegExp },
): Parser =>
  createParser(pattern, ([words], { refDate }) => {
    const [year, thisMonth] = [refDate.getFullYear(), refDate.getMonth()]
    const later = next.test(words) ? 1 : 0
    if (month.test(words)) return toComponents(new Date(year, thisMonth + 1 + later, 0))
    if (!week.test(words)) return toComponents(new Date(year + later, 11, 31))
    const daysToSunday = (7 - refDate.getDay()) % 7
    return toComponents(new Date(year, thisMonth, refDate.getDate() + daysToSunday + 7 * later))
  })

/** `next week Friday`. Weeks start on Monday, and `names` are the weekdays from Monday on. */
export const createNextWeekParser = (pattern: RegExp, names: string[]): Parser =>
  createParser(pattern, ({ groups }, { refDate }) => {
    const weekday = names.findIndex(name => groups?.['weekday']?.toLowerCase().startsWith(name))
    const daysToMonday = 7 - ((refDate.getDay() + 6) % 7)
    return toComponents(
      new Date(refDate.getFullYear(), refDate.getMonth(), refDate.getDate() + daysToMonday + weekday),
    )
  })
