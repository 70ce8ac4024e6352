import type { RepetitionWords } from './repetition.ts'
import { atEnd } from './quick-add-language.ts'

const weekday = '(?:(?:segunda|terça|quarta|quinta|sexta)s?(?:-feiras?)?|s[áa]bados?|domingos?)(?!\\p{L})'
const days = `(?<days>${weekday}(?:\\s*(?:,|&|/|(?<!\\p{L})e)\\s*(?:tod[oa]\\s+)?${weekday})*)`
const end = atEnd('às|as|à|ao')
const start = '(?<![\\p{L}\\p{N}#@/_.-]|(?<!\\p{L})(?:de|para|quase)\\s)'
// `todo o dia` is one whole day.
const every = `${start}(?:tod[oa]|tod[oa]s(?=!?\\s+[oa]s\\s))(?<completion>!)?\\s+(?:[oa]s\\s+)?`
const stop = `(?![\\p{L}\\p{N}'’-]|\\s+(?:d[aeo]s?|em|ou|menos|depois|conta)(?!\\p{L}))`
const count = '(?:(?<count>\\d{1,4}|dois|duas|três|quatro|cinco|seis|dez)\\s+)?'

export const portugueseRepetition: RepetitionWords = {
  patterns: [
    `${every}(?<unit>dias? (?:útil|úteis)|dias?|semanas?|m[eê]s|meses|anos?)${stop}`,
    `${start}(?:a\\s+)?cada(?<completion>!)?\\s+${count}(?<unit>dias?|semanas?|m[eê]s|meses|anos?)${stop}`,
    `${every}${days}${stop}`,
    `${start}(?:a\\s+)?cada(?<completion>!)?\\s+${days}${stop}`,
    `${every}dia\\s+(?<monthDay>\\d{1,2})(?!\\d|\\s*[h:])${end}`,
    `${start}(?<unit>diariamente|semanalmente|mensalmente|anualmente)${end}`,
  ].map(pattern => new RegExp(pattern, 'giu')),
  units: { DAILY: /^dia/i, WEEKLY: /^semana/i, MONTHLY: /^m[eê](?:s|nsal)/i, YEARLY: /^an(?:o|ual)/i },
  workday: /^dias? út/iu,
  weekdays: ['seg', 'ter', 'qua', 'qui', 'sex', 'sab', 'dom'],
  numbers: { um: 1, dois: 2, duas: 2, três: 3, quatro: 4, cinco: 5, seis: 6, dez: 10 },
  starting: /(?<!\p{L})(?:a\s+partir\s+d[aeo]|desde)\s+(?:[ao]\s+)?(?:dia\s+)?/giu,
  until: /(?<!\p{L})até\s+(?:[ao]\s+)?(?:dia\s+)?/giu,
  duration:
    /(?<!\p{L})(?:por|durante)\s+(?<count>\d{1,3}|uma?|dois|duas|três|quatro|cinco|seis|dez)\s+(?<unit>dias?|semanas?|m[eê]s|meses|anos?)(?!\p{L})/giu,
  limit: /(?<!\p{L})(?:até|exceto|desde|durante|a partir|por \d)/iu,
  day: 'hoje',
}
