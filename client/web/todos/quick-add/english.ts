import type { ParsingResult } from 'chrono-node'
import { configuration } from 'chrono-node/en'
import { doubtfulDays, falseDates, falseParts, recurrence } from './english-false-friends.ts'
import { englishRepetition } from './english-repetition.ts'
import { day, deadline, end, month, months, weekday } from './english-words.ts'
import {
  createDayOfMonthParser,
  createDayParser,
  createEndOfDayParser,
  createEndOfPeriodParser,
  createHourParser,
  createNextWeekParser,
  createParser,
  createSpokenTimeParser,
  createWeekdayParser,
  type QuickAddLanguage,
} from './quick-add-language.ts'

const counts: Record<string, number> = { a: 1, an: 1, one: 1, two: 2, three: 3, four: 4, five: 5, six: 6 }
const distance =
  /(?<![\w-])(?:in )?(an?|one|two|three|four|five|six|\d+) (day|week|month|year)s? (from|after|on|before) $/i
const weekdays = ['mo', 'tu', 'we', 'th', 'fr', 'sa', 'su']
const hours = 'one two three four five six seven eight nine ten eleven twelve'.split(' ')
const weekLater = new RegExp(`^ week${end}`, 'iu')

/** `a week from friday`, `friday week`: adds the words beside the date to it. The tag is the duration. */
function addDistance(text: string, result: ParsingResult): ParsingResult {
  const after = weekLater.exec(text.slice(result.index + result.text.length))?.[0]
  if (after !== undefined && result.start.isCertain('weekday') && !result.start.isCertain('hour')) {
    result.text += after
    return result.addTag('distance/P1W')
  }
  const preposition = /^on\s+/i.exec(result.text)?.[0] ?? ''
  const before = text.slice(0, result.index + preposition.length)
  const [words, count = '', unit = '', direction] = distance.exec(before) ?? []
  if (words === undefined) return result
  result.index -= words.length - preposition.length
  result.text = words + result.text.slice(preposition.length)
  const duration = `P${counts[count.toLowerCase()] ?? count}${unit.charAt(0).toUpperCase()}`
  return result.addTag(`distance/${direction === 'before' ? '-' : ''}${duration}`)
}

export const english: QuickAddLanguage = {
  createConfiguration: dayFirst => configuration.createCasualConfiguration(dayFirst),

  parsers: [
    createDayParser(/\b(?:the )?day after tomorrow\b/i, 2),
    createDayParser(/\blater today\b/i, 0),
    createDayParser(/\bin (?:a|one) fortnight\b(?! and)/i, 14),
    createDayParser(/\btod\b/, 0),
    createDayParser(/\btom\b/, 1),
    createWeekdayParser(/\b(?:tues|weds)\b/i, { tues: 2, weds: 3 }),
    createDayOfMonthParser(
      new RegExp(
        `\\b(?:(?<weekday>${weekday}),? )?(?:the )?(?<day>\\d{1,2})(?:st|nd|rd|th)\\b(?: of the month\\b| (?:of )?(?<next>next) month\\b)?(?! (?:of )?(?:this|${month}))`,
        'i',
      ),
      weekdays,
    ),
    createDayOfMonthParser(
      new RegExp(`\\b(?<next>next) month,? (?:on )?(?:the )?(?<day>\\d{1,2})(?:st|nd|rd|th)\\b`, 'i'),
    ),
    // Where days come before months, chrono takes `dec 24` for December 2024.
    createParser(
      new RegExp(`\\b(?<month>${month})\\.? (?<day>\\d{1,2})(?:st|nd|rd|th)?\\b(?![:.]\\d)`, 'i'),
      ({ groups }) => ({
        month: months.indexOf(groups?.['month']?.slice(0, 3).toLowerCase() ?? '') + 1,
        day: Number(groups?.['day']),
      }),
    ),
    createNextWeekParser(new RegExp(`\\bnext week,? (?:on )?(?<weekday>${weekday})\\b`, 'i'), weekdays),
    // Chrono reads a bare hour only after `at`.
    createParser(
      new RegExp(
        `(?:\\b(?:by|before|until|till)\\s+|@\\s*)(?<hour>1[0-2]|[1-9])(?!\\d|[.:/]\\d|\\s*[ap]\\.?m\\b)${end}`,
        'iu',
      ),
      ({ groups }, context) => context.createParsingComponents({ hour: Number(groups?.['hour']), minute: 0 }),
    ),
    createParser(/\b(?:at )?(?<hour>\d{1,2})(?::(?<minute>\d\d))? in the evening\b/i, ({ groups }) => ({
      hour: (Number(groups?.['hour']) % 12) + 12,
      minute: Number(groups?.['minute'] ?? 0),
      meridiem: 1,
    })),
    createParser(
      /\bbetween (?<hour>\d{1,2})(?::(?<minute>\d\d))? ?(?:[ap]m)? and \d{1,2}(?::\d\d)? ?(?<meridiem>[ap])m\b/i,
      ({ groups }) => {
        const meridiem = groups?.['meridiem']?.toLowerCase() === 'p' ? 1 : 0
        const hour = (Number(groups?.['hour']) % 12) + 12 * meridiem
        return { hour, minute: Number(groups?.['minute'] ?? 0), meridiem }
      },
    ),
    createSpokenTimeParser(
      new RegExp(
        `\\b(?:at )?(?<part>half past|quarter past|quarter to) (?<hour>\\d{1,2}|${hours.join('|')})\\b(?: ?(?<meridiem>[ap])m\\b)?`,
        'i',
      ),
      hours,
      { 'half past': 30, 'quarter past': 15, 'quarter to': -15 },
    ),
    createParser(/\b(?:midday|12 noon)\b/i, () => ({ hour: 12, minute: 0, meridiem: 1 })),
    createEndOfDayParser(
      /\b(?:(?:the )?end of (?:the |my )?(?:business )?day|(?:end|close) of business|eod|cob)\b/i,
    ),
    createEndOfPeriodParser(
      /\b(?:(?:the )?end of (?:the |this |next )?(?:week|month|year)|this (?:week|month|year)|eow|eom|eoy)\b/i,
      { week: /week|eow/i, month: /month|eom/i, next: /next/i },
    ),
    createHourParser(
      new RegExp(`(?<=(?:\\b(?:at|by|${day}),?|@) ?)(?<hour>\\d{1,2})h(?<minute>\\d\\d)?\\b`, 'i'),
    ),
  ],

  falseParts,
  falseDates,
  doubtfulDays,
  priorities: { high: 'high', medium: 'medium', low: 'low' },
  repetition: englishRepetition,
  recurrence,

  refiners: [{ refine: ({ text }, results) => results.map(result => addDistance(text, result)) }],

  isTwelveHourClock: true,

  introduction: new RegExp(
    `(?:(?<![\\p{L}\\p{N}])(?:${deadline}|on|at|for|around|approx(?:\\.|imately)?|(?:this )?coming)(?: the)?(?: coming)?(?:\\s*[:=]\\s*|\\s+)|@\\s*)+$`,
    'iu',
  ),
}
