import type { RepetitionWords } from './repetition.ts'
import { atEnd } from './quick-add-language.ts'

const weekday =
  '(?:(?:mon|diens|donners|frei|sams|sonn)tag|mittwoch|sonnabend|mo|di|mi|do|fr|sa|so)(?![\\p{L}\\p{N}])'
const days = `(?<days>${weekday}(?:\\s*(?:,|&|/|(?<!\\p{L})und)\\s*${weekday})*)`
const end = atEnd('um|ab|gegen|vormittags?|mittags?|nachmittags?|abends?')
const start = '(?<![\\p{L}\\p{N}#@/_.-]|(?<!\\p{L})(?:für|fast|nicht)\\s)'
const every = `${start}jede[nrs]?(?<completion>!)?\\s+`
const stop = `(?![\\p{L}\\p{N}'’-]|\\s+(?:zählt|oder|außer|nach|der|des|im|in)(?!\\p{L}))`
const ofMonth = '(?:\\s+(?:im|des)\\s+monats?)?'

export const germanRepetition: RepetitionWords = {
  patterns: [
    `${every}(?:(?<count>zweite[nrs]?|dritte[nrs]?|vierte[nrs]?|[2-9]\\.)\\s+)?(?<unit>werktag|arbeitstag|tag|woche|monat|jahr)${stop}`,
    `${start}alle(?<completion>!)?\\s+(?<count>\\d{1,4}|zwei|drei|vier|fünf|sechs|zehn)\\s+(?<unit>tage|wochen|monate|jahre)${stop}`,
    `${every}${days}${stop}`,
    `${every}(?<monthDay>\\d{1,2}\\.)${ofMonth}${end}`,
    `${start}(?<unit>jeden)(?<completion>!)?(?=\\s+(?:morgen|vormittag|nachmittag|abend)(?:${end}|\\s+(?:bis|ab)\\s))`,
    `${every}(?<nth>ersten|letzten)\\s+${days}${ofMonth}${stop}`,
    `${start}(?<unit>täglich|wöchentlich|monatlich|jährlich|werktags)(?:${end}|(?=\\s+(?:am\\s+\\d|bis\\s|ab\\s|für\\s+\\d)))`,
  ].map(pattern => new RegExp(pattern, 'giu')),
  units: { DAILY: /^(?:t[aä]g|jeden)/i, WEEKLY: /^w[oö]ch/i, MONTHLY: /^monat/i, YEARLY: /^j[aä]hr/i },
  workday: /^(?:werk|arbeits)tag/i,
  weekdays: ['mo', 'di', 'mi', 'do', 'fr', 'sa', 'so'],
  numbers: {
    ein: 1,
    zwei: 2,
    drei: 3,
    dritte: 3,
    vier: 4,
    fünf: 5,
    sechs: 6,
    zehn: 10,
    erste: 1,
    letzte: -1,
  },
  starting: /(?<!\p{L})(?:ab|vom|beginnend(?:\s+(?:am|mit))?)\s+(?:dem\s+|den\s+)?/giu,
  until: /(?<!\p{L})bis\s+(?:einschließlich\s+)?(?:zum\s+)?/giu,
  duration:
    /(?<!\p{L})(?:für\s+(?:die\s+nächsten\s+)?)?(?<count>\d{1,3}|eine[nr]?|ein|zwei|drei|vier|fünf|sechs|zehn)\s+(?<unit>tage?|wochen?|monate?|jahre?)(?:(?<=für.*)|\s+lang)(?!\p{L})/giu,
  limit: /(?<!\p{L})(?:bis|außer|seit|für \d|vom \d|ab (?!\d{1,2}(?::\d\d)?(?: uhr|h|$)))/iu,
  day: 'heute',
}
