import { end, month, weekday } from './english-words.ts'
import type { RepetitionWords } from './repetition.ts'

const start =
  "(?<![\\p{L}\\p{N}#@/_.'’-]|\\b(?:of|for|in|per|not|almost|nearly|twice|times|from|the|an?|my|our|your)\\s)"
const every = `${start}(?:once\\s+)?(?:every|each)(?<completion>!)?\\s+`
const monthName =
  '(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)'
// `every day counts`, `every friday in may`, `every week or so`
const stop = `(?![\\p{L}\\p{N}'’-]|!\\p{L}|\\s+(?:of|or|but|if|when|unless|after|before|since|during|through(?!\\s+(?:the\\s+)?(?:${weekday}|${month}|\\d))|in (?:the|\\d+|${monthName})|counts?|matters?|like|is|are|was|that|i|we|you|he|she|they)\\b)`
// `sun cream`, `sat nav`
const name = `(?:${weekday}s?\\b(?<!\\bs(?:un|at))|s(?:un|at)(?:${end}|(?=\\s*(?:,|&|/|and\\b))))`
const days = `(?<days>${name}(?:\\s*(?:,\\s*and|,|&|/|\\band)\\s*${name})*)`
const bound = `(?=\\s+(?:until|till|starting|beginning|from|for (?:the next )?(?:\\d|an?|two|three|four|five|six|ten)\\b))`
const ofMonth = '\\s+of\\s+(?:the|each|every)\\s+month\\b'
const ordinal = '(?<monthDay>\\d{1,2}(?:st|nd|rd|th))'
const unit = '(?<unit>(?:(?:week|work)day|(?:working|business|week) day|day|week|month|year)s?)'

export const englishRepetition: RepetitionWords = {
  patterns: [
    // `every day`, `every other week`, `every 3 months`
    `${every}(?:(?<count>other|single|two|three|four|five|six|ten|second|third|fourth|2nd|3rd|4th|\\d{1,4})\\s+)?${unit}${stop}`,
    // `every mon and thu`
    `${every}(?:(?<count>other)\\s+)?${days}${stop}`,
    // `every 27th`
    `${every}${ordinal}(?:(?:\\s+day)?${ofMonth}${stop}|${end}|${bound})`,
    // `every second friday` without the month may be every other Friday.
    `${every}(?<nth>first|1st|last)\\s+${days}(?:${ofMonth})?${stop}`,
    `${every}(?<nth>second|third|fourth|2nd|3rd|4th)\\s+${days}${ofMonth}${stop}`,
    // `the 1st of every month`
    `(?<![\\p{L}\\p{N}#@/_.'’-])(?:the\\s+)?(?:${ordinal}|(?<nth>first|second|third|fourth|last|[1-4](?:st|nd|rd|th))\\s+${days})\\s+of\\s+(?:every|each)\\s+month${stop}`,
    // `weekly report` is no recurrence.
    `${start}(?<unit>daily|everyday|weekly|monthly|yearly|annually)(?:${end}|${bound}|(?=\\s+on\\s+(?:the\\s+)?(?:${weekday}|${month}|\\d)))`,
    // `every morning run` is no recurrence.
    `${start}(?<unit>every|each)(?<completion>!)?(?=\\s+(?:morning|afternoon|evening|night)(?:${end}|${bound}))`,
  ].map(pattern => new RegExp(pattern, 'giu')),
  units: {
    DAILY: /^(?:dai|day|every|each)/i,
    WEEKLY: /^week/i,
    MONTHLY: /^month/i,
    YEARLY: /^(?:year|annual)/i,
  },
  workday: /^(?:week ?day|workday|working|business)/i,
  weekdays: ['mo', 'tu', 'we', 'th', 'fr', 'sa', 'su'],
  numbers: {
    other: 2,
    single: 1,
    a: 1,
    one: 1,
    two: 2,
    three: 3,
    four: 4,
    five: 5,
    six: 6,
    ten: 10,
    first: 1,
    second: 2,
    third: 3,
    last: -1,
  },
  starting: /\b(?:starting|beginning|from)(?:\s+(?:on|from))?\s+(?:the\s+)?/gi,
  until: /\b(?:until|till|through|ending)(?:\s+on)?\s+(?:the\s+)?/gi,
  duration: new RegExp(
    `\\bfor\\s+(?:the\\s+next\\s+)?(?<count>\\d{1,3}|an?|one|two|three|four|five|six|ten)\\s+(?<unit>(?:day|week|month|year)s?)${stop}`,
    'giu',
  ),
  limit: new RegExp(
    `\\b(?:until|till|except|starting|beginning|for (?:the next|\\w+ (?:day|week|month|year)s?)|from(?! \\d{1,2}(?:[:.]\\d\\d)? ?(?:[ap]m|to|-|–))|in ${monthName})\\b`,
    'i',
  ),
  day: 'today',
}
