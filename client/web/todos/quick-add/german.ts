import { createCasualConfiguration } from 'chrono-node/de'
import {
  atEnd,
  createDayOfMonthParser,
  createEndOfDayParser,
  createEndOfPeriodParser,
  createHourParser,
  createNextWeekParser,
  createParser,
  createSpokenTimeParser,
  createWeekdayParser,
  type QuickAddLanguage,
} from './quick-add-language.ts'
import { germanRepetition } from './german-repetition.ts'

const weekdays = ['montag', 'dienstag', 'mittwoch', 'donnerstag', 'freitag', 'samstag', 'sonntag']
const weekday = `(?:${weekdays.join('|')})`
const hours = 'eins zwei drei vier fünf sechs sieben acht neun zehn elf zwölf'.split(' ')
const end = atEnd('um|am|bis|ab|gegen|früh|mittag|abend')
const before =
  '(?:um|bis|ab|gegen|heute|morgen|übermorgen|[.\\d]|\\w+tag|mittwoch|mo|di|mi|do|fr|sa|so),?\\s+'

export const german: QuickAddLanguage = {
  createConfiguration: createCasualConfiguration,

  parsers: [
    // `4.5.`, `4.5.27`
    createParser(
      new RegExp(
        `(?<![\\d.])(?:\\b(?:${weekday}|mo|di|mi|do|fr|sa|so)\\.?,? (?:den )?)?(?<day>\\d{1,2})\\.\\s?(?<month>\\d{1,2})\\.(?<year>\\d{4}|\\d{2})?(?![\\d.])`,
        'i',
      ),
      ({ groups }) => {
        const [day, month] = [Number(groups?.['day']), Number(groups?.['month'])]
        if (day < 1 || day > 31 || month < 1 || month > 12) return null
        const year = groups?.['year']
        return year === undefined ? { day, month } : { day, month, year: (Number(year) % 2000) + 2000 }
      },
    ),
    createDayOfMonthParser(
      /\b(?:am|bis zum|zum|den)\s+(?<day>\d{1,2})\.(?: (?:des )?(?<next>nächsten|kommenden) monats)?(?=\s|$)(?!\s*\p{L}{3})/iu,
    ),
    createNextWeekParser(
      new RegExp(`\\b(?:in der )?(?:nächste|kommende)n? woche (?:am )?(?<weekday>${weekday})\\b`, 'i'),
      weekdays,
    ),
    createNextWeekParser(
      new RegExp(`\\b(?<weekday>${weekday}) (?:der |in der )?(?:nächste|kommende)[nr]? woche\\b`, 'i'),
      weekdays,
    ),
    createWeekdayParser(/\b(?:am|dieses) wochenende\b/i, { 'am wochenende': 6, 'dieses wochenende': 6 }),
    createHourParser(/\b(?:um )?(?<hour>\d{1,2}) uhr (?<minute>\d\d)(?!\d)/i),
    createSpokenTimeParser(
      new RegExp(
        `\\b(?:um )?(?<part>halb|viertel nach|viertel vor) (?<hour>\\d{1,2}|${hours.join('|')})(?![\\p{L}\\p{N}])`,
        'iu',
      ),
      hours,
      { halb: -30, 'viertel nach': 15, 'viertel vor': -15 },
    ),
    createParser(/\bfrüh(?![\p{L}\p{N}])/iu, (_, context) =>
      context.createParsingComponents().imply('hour', 6).addTag('casualReference/morning'),
    ),
    createEndOfDayParser(/\b(?:feierabend|ende des tages|tagesende)\b/i),
    createEndOfPeriodParser(
      /\b(?:ende (?:der|dieser|nächster|des|dieses|nächsten) (?:woche|monats|jahres)|(?:monats|jahres)ende|diese woche|diesen monat|dieses jahr)\b/i,
      { week: /woche/i, month: /monat/i, next: /nächste/i },
    ),
  ],

  falseParts: [
    // Chrono takes each number for an hour: `3 Äpfel`, `30m`, `2h Sport`.
    /‹\d+›|‹\d+m›|‹\d+\s*(?:bis|-|–)\s*\d+›/i,
    new RegExp(`(?<!${before})‹\\d{1,2}h(?:\\d\\d)?›`, 'iu'),
    /‹\d{1,2} am›\s+\p{L}/iu,
    new RegExp(`(?<!${before})‹\\d{1,2}\\.\\d\\d›`, 'iu'),
    /\b(?:seite|teil|kapitel|s\.)\s+‹\d+\/\d+›/i,
    /‹\d{1,2}\/\d{1,2}›(?!\s*(?:$|[,.;!?)]|\d))|‹24\/7›|‹9\/11›/u,
    // After a comma, chrono prefers the morning to tomorrow.
    /‹\s+morgen›/i,
    /\b(?:am|guten?|jeden|diesen|frühen)\s+‹morgen›/i,
    new RegExp(`${weekday}\\s+‹morgen›`, 'i'),
  ],

  falseDates: [
    /(?<!\p{L})(?:letzte\w*|vorige\w*|vergangene\w*|seit|vom|von|des|anfang|mitte|\d\.)\s+‹/iu,
    /‹\W*(?:am )?(?:letzte|vorige|vergangene|für|während|vor )/i,
    /‹jetzt›/i,
    // `Freitag übernächste Woche`
    /übernächste[nrs]?\s+‹|›\s+(?:der |in der )?übernächste/i,
    // `um 8 und 20 Uhr`
    /\b(?:um|gegen) \d{1,2} (?:und|oder)\s+‹/i,
    new RegExp(`‹(?:um|von) \\d{1,2}›(?!${end})\\s+\\p{L}`, 'iu'),
    /\b(?:der|die|das|den|dem|des|ein\w*|mein\w*|unser\w*|dein\w*)\s+‹[^›]*›\s+\p{Lu}/u,
    // `so`, `do`, `di` are words too.
    new RegExp(`‹(?:di|mi|do|so)›|‹(?:[Dd]i|[Mm]i|[Dd]o|[Ss]o|[Mm]o|[Ff]r|[Ss]a)›(?!${end})`, 'u'),
    /‹\s*(?:früh|vormittag|mittags?|nachmittag|abend|nacht)›/i,
    /(?<!\b(?:um|bis|vor|gegen)\s+)‹mitternacht›\s+\p{L}/iu,
  ],

  priorities: { high: 'hoch', medium: 'mittel', low: 'niedrig' },
  repetition: germanRepetition,
  recurrence: new RegExp(
    `\\bjede[nrsm]?\\s|\\balle\\s+(?:\\d+|zwei|drei|vier)\\s|(?<!\\p{L})(?:täglich|wöchentlich|monatlich|jährlich)(?!\\p{L})|\\b(?:${weekday}s|werktags|wochentags)\\b`,
    'iu',
  ),

  introduction:
    /(?:(?<![\p{L}\p{N}])(?:fällig|frist|deadline|spätestens|bis|zum|am|um|ab|für|vor|gegen|den|im|kommende[nr]?)(?:\s*:\s*|\s+)|@\s*)+$/iu,
}
