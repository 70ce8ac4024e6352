import type { RepetitionWords } from './repetition.ts'
import { atEnd } from './quick-add-language.ts'

const weekday = '(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)s?(?!\\p{L})'
const days = `(?<days>${weekday}(?:\\s*(?:,|&|/|(?<!\\p{L})et)\\s*(?:les\\s+)?${weekday})*)`
const end = atEnd('à|vers|avant')
const start = "(?<![\\p{L}\\p{N}#@/_.'’-]|(?<!\\p{L})(?:de|pour|presque)\\s)"
const every = `${start}(?:chaque|tous les)(?<completion>!)?\\s+`
const stop = `(?![\\p{L}\\p{N}'’-]|\\s+(?:de|du|des|en|ou|après|compte)(?!\\p{L}))`
const ofMonth = '(?:\\s+(?:du|de chaque)\\s+mois)?'

export const frenchRepetition: RepetitionWords = {
  patterns: [
    `${start}(?:chaque|tou(?:te)?s les)(?<completion>!)?\\s+(?:(?<count>\\d{1,4}|deux|trois|quatre|cinq|six|dix)\\s+)?(?<unit>jours? ouvr(?:able|é)s?|jours?|semaines?|mois|ans?|années?)${stop}`,
    `${every}${days}${stop}`,
    `${every}(?<monthDay>\\d{1,2})(?:er)?${ofMonth}${end}`,
    `${start}le\\s+(?<monthDay>\\d{1,2})(?:er)?\\s+de\\s+chaque\\s+mois${stop}`,
    `${start}chaque(?<completion>!)?\\s+(?<nth>premier|dernier)\\s+${days}${ofMonth}${stop}`,
    `${start}(?<unit>chaque)(?<completion>!)?(?=\\s+(?:matin|après-midi|soir)(?:${end}|\\s+(?:jusqu|à\\s+partir|dès)))`,
    `${start}(?<unit>quotidiennement|mensuellement|annuellement)${end}`,
  ].map(pattern => new RegExp(pattern, 'giu')),
  units: {
    DAILY: /^(?:jour|quot|chaque)/i,
    WEEKLY: /^semaine/i,
    MONTHLY: /^(?:mois|mens)/i,
    YEARLY: /^ann?/i,
  },
  workday: /^jours? ouvr/i,
  weekdays: ['lu', 'ma', 'me', 'je', 've', 'sa', 'di'],
  numbers: { un: 1, deux: 2, trois: 3, quatre: 4, cinq: 5, six: 6, dix: 10, premier: 1, dernier: -1 },
  starting: /(?<!\p{L})(?:à\s+partir\s+d(?:u|e)|dès)\s+(?:le\s+)?/giu,
  until: /(?<!\p{L})jusqu['’](?:à|au)\s+(?:le\s+)?/giu,
  duration:
    /(?<!\p{L})p(?:endant|our)\s+(?<count>\d{1,3}|une?|deux|trois|quatre|cinq|six|dix)\s+(?<unit>jours?|semaines?|mois|ans?)(?!\p{L})/giu,
  limit: /(?<!\p{L})(?:jusqu|sauf|depuis|pendant|à partir|dès|pour \d)/iu,
  day: 'demain',
}
