import { day, deadline, end, month, ordinal, preposition, weekday } from './english-words.ts'

const weekdays = '(?:mon|tues|wednes|thurs|fri|satur|sun)days'
const unit =
  '(?:second|sec|minute|min|hour|hr|day|night|morning|afternoon|evening|week|weekday|weekend|fortnight|month|quarter|year)'

export const falseParts = [
  // `chapter 19 tomorrow`
  /‹\d+›/,
  // Fractions, shares and 24/7.
  /‹24\/7›/,
  new RegExp(`‹\\d{1,2}/\\d{1,2}›(?!${end})`, 'iu'),
  /(?:page|part|chapter|step|lesson|round|version|about|score|rate[ds]?)\s+‹\d{1,2}\/\d{1,2}›/i,
  new RegExp(`(?<!(?:${deadline})\\s*:?\\s*)‹9/11›`, 'i'),
  /‹\d+\s*(?:to|until|through|till|-|–)\s*\d+›/i,
  // `pay 12.50`
  new RegExp(`(?<!(?:${day}),? )‹\\d{1,2}\\.\\d\\d›`, 'i'),
  // A 13th that is no Friday.
  new RegExp(`\\b${weekday},?\\s+‹${ordinal}›`, 'i'),
  new RegExp(`‹(?:on )?${weekday}›,?\\s+${ordinal}(?! (?:of )?${month})`, 'i'),
  // There is no 13th month.
  /‹\d{4}-(?:1[3-9]|[2-9]\d)-\d\d›/,
  // `jan 15 10-11am` is not in the year 2010.
  /‹[a-z]+\.? \d{1,2} \d\d›/i,
]

export const falseDates = [
  // `start of next week`
  /\b(?:last|past|previous|since|from|of)\s+‹/i,
  /‹(?:\W*on )?(?:last|past|after|for|\+|-)/i,
  /‹now›/i,
  // `at 3 or 4`, `at 8 and 8pm`
  new RegExp(`\\d(?:\\s*[ap]m)?›\\s+(?:and|or)\\s+(?:at )?\\d{1,2}(?::\\d\\d)?(?:\\s*[ap]m\\b|${end})`, 'iu'),
  /\d(?:\s*[ap]m)?\s+(?:and|or)\s+‹(?:at )?\d/i,
  /›\s+and a half\b/i,
  // Durations: `within the week`, `this second`, `next 2 hours`.
  new RegExp(
    `‹(?:(?:with)?in the|(?:this|next) (?:\\d|few|couple|several|an? |(?:second|sec|minute|min|hour|hr|day|quarter)s?›))`,
    'i',
  ),
  /\b(?:out|forward|henceforth|after)›/i,
  // `the friday after next`, `friday the week after next`
  /›\s+(?:(?:the )?(?:week|month) )?after next\b/i,
  // `first friday in december`
  new RegExp(
    `\\b(?:first|second|third|fourth|[1-4](?:st|nd|rd|th))\\s+‹${weekday}|‹${weekday}›\\s+(?:in|of)\\s+(?:${month}|the)\\b`,
    'i',
  ),
  // `friday week`, `the day before friday`
  /›\s+week\b|\b(?:day|week|month|year)s?\s+(?:before|after|from)\s+‹/i,
  /\b(?:black|cyber|good|ash|easter|palm|fat|super|taco|casual)\s+‹/i,
  // `sun cream`, `sat nav`, `wed`, `mon`
  new RegExp(`‹(?:sun|sat|mon|wed|to[dm])›(?!${end})`, 'iu'),
  /\b(?:the|in|a)\s+‹(?:sun|sat)›/i,
  /‹SAT›/,
  /\b(?:with|to|for|from|and|or|ask|call|email|tell|text|meet|ping|help|see|thank|pay|invite|message|phone|visit|remind|give|send|show|uncle)\s+‹tom›/i,
  /(?<!\b(?:at|on|over|by|before)\s+the\s+)‹week(?:end|day)›/i,
  // Chrono loses the day of `evening tomorrow`.
  /‹\s*(?:morning|afternoon|evening|night)(?:›|\s)/i,
  /(?<!\b(?:at|by|before|until|till)\s+)‹(?:noon|midday|midnight)›\s+\p{L}/iu,
  // `look at 2 flats`
  new RegExp(`‹(?:at|from) \\d{1,2}(?: to \\d{1,2})?›(?!${end})\\s+(?!(?:${preposition})\\b)\\p{L}`, 'iu'),
  // `27th birthday`, `mum's 27th`
  new RegExp(`‹${ordinal}›(?!${end})|['’]s? ‹${ordinal}›`, 'iu'),
  // `send eod report`, `end of year party`
  new RegExp(
    `(?<!\\b(?:${deadline}|on|at):?\\s+)‹(?:(?:the )?end of [^›]*|eod|cob|eo[wmy])›(?!${end})`,
    'iu',
  ),
]

export const doubtfulDays = [
  // `the Friday meeting`, `my 9am call`
  new RegExp(
    `(?<!\\b(?:${deadline}|on|at|over) )\\b(?:the|an?|my|our|your|his|her|their)\\s+‹(?!the )[^›]*›(?!${end})\\s+(?!(?:${preposition})\\b)\\p{L}`,
    'iu',
  ),
  // `Buy Sunday roast`, `Watch Saturday Night Live`
  new RegExp(
    `(?<!^|[,.;:!?(]|\\b(?:${deadline}|on|at|for))\\s+‹${weekday}(?: (?:morning|afternoon|evening|night))?›\\s+(?!(?:${preposition})\\b)\\p{L}`,
    'iu',
  ),
  // `Plan next week`
  /\b(?:plan|review|prepare|schedule|budget|organi[sz]e)\s+‹(?:this|next) (?:week|month|year|weekend)›/i,
]

export const recurrence = new RegExp(
  [
    `\\b(?:every|each)\\s+(?:(?:other|single|few|\\w+teenth|second|third|\\d+)\\s+)?(?:${unit}|${weekday}|${month}|${ordinal})s?\\b`,
    '\\beveryday\\b',
    `\\b(?:hourly|daily|nightly|(?:bi)?weekly|fortnightly|(?:bi)?monthly|quarterly|yearly|annually)\\s*(?:$|@|\\d|(?:at|on|by|from|until|in|${weekday})\\b)`,
    '\\b(?:once|twice|\\w+ times)\\s+(?:a|per)\\s',
    `\\b(?:${weekdays}|weekdays|weekends|evenings|nights)\\b(?!['’])`,
  ].join('|'),
  'i',
)
