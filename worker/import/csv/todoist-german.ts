const weekdays = {
  mon: 'mo|montags?',
  tue: 'di|dienstags?',
  wed: 'mi|mittwochs?',
  thu: 'do|donnerstags?',
  fri: 'fr|freitags?',
  sat: 'sa|samstags?|sonnabends?',
  sun: 'so|sonntags?',
}
const weekday = Object.values(weekdays).join('|')
const unit = 'tag|woche|monat|jahr'
const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const numbers: Record<string, string> = { erste: '1', zweite: '2', dritte: '3', vierte: '4', letzte: 'last' }
const ordinal = '(?<nth>erste|zweite|dritte|vierte|letzte|[1-4]\\.)[nrs]?'

/** What several words say together, before the words are translated one by one. */
const phrases: [pattern: RegExp, replace: string | ((...match: string[]) => string)][] = [
  // `jeden Morgen`, but `morgen`
  [/(?<=^jede[nrs]?!? )morgen/, 'morgens'],
  [
    / (?:um |gegen |@ ?)?(\d{1,2})(?:[:.](\d\d))? uhr(?=$| (?:ab|bis) )/,
    (_, hour = '', minute = '00') => ` at ${hour}:${minute}`,
  ],
  [
    / (?:um |gegen |@ ?)(\d{1,2})(?:[:.](\d\d))?(?=$| (?:ab|bis) )/,
    (_, hour = '', minute = '00') => ` at ${hour}:${minute}`,
  ],
  // `24.12.`
  [/(\d{1,2})\. ?(\d{1,2})\.(?!\d)/g, (_, day, month) => `${day} ${months[Number(month) - 1] ?? month}`],
  // `jeden zweiten Freitag` alone can also be every other Friday: it stays, and is not read.
  [
    new RegExp(`${ordinal} (${weekday}) (?:im|des|jeden) monats?`),
    (_, nth = '', name = '') => `${numbers[nth] ?? nth.replace('.', '')} ${name}`,
  ],
  [new RegExp(`(?<=^jede[nrs]?!? )(?:erste[nrs]?|1\\.) (?=(?:${weekday})(?: at|$))`), '1 '],
  [/(?:letzten tag (?:im|des) monats?|monatsende)$/, 'letzten tag'],
  [
    new RegExp(`(zweite|dritte|vierte|\\d{1,3}\\.)[nrs]? (?=${unit})`),
    (_, nth = '') => `${numbers[nth] ?? nth.replace('.', '')} `,
  ],
  [new RegExp(`(\\d{1,2})\\.(?!\\d| ?(?:${weekday})(?!\\p{L}))`, 'gu'), '$1'],
]

const words: Record<string, string> = {
  today: 'heute',
  tomorrow: 'morgen',
  'in 2 days': 'übermorgen',
  yesterday: 'gestern',
  every: 'jede[nrs]?|alle',
  daily: 'täglich',
  weekly: 'wöchentlich',
  monthly: 'monatlich',
  yearly: 'jährlich',
  day: 'tage?|tagen',
  week: 'wochen?',
  month: 'monate?|monaten',
  year: 'jahre?|jahren',
  weekend: 'wochenende',
  quarter: 'quartal',
  weekday: 'werktag|arbeitstag|wochentag',
  'every weekday': 'werktags|wochentags',
  morning: 'früh|morgens|vormittags?',
  noon: 'mittags?',
  afternoon: 'nachmittags?',
  evening: 'abends?',
  night: 'nachts?',
  next: 'nächste[nrs]?',
  last: 'letzte[nrs]?',
  and: 'und',
  starting: 'ab|beginnend',
  until: 'bis',
  1: 'eine[mnr]?',
  2: 'zwei',
  3: 'drei',
  4: 'vier',
  5: 'fünf',
  6: 'sechs',
  10: 'zehn',
  '': 'am|den|dem|der|zum',
  jan: 'januar|jänner',
  feb: 'februar',
  mar: 'märz?|mrz',
  may: 'mai',
  jun: 'juni',
  jul: 'juli',
  oct: 'okt(?:ober)?',
  dec: 'dez(?:ember)?',
  ...weekdays,
}
const dictionary = Object.entries(words).map(
  ([english, german]) => [new RegExp(`^(?:${german})$`), english] as const,
)

/** Writes Todoist's German in its English, such as `alle 2 Wochen ab Montag` as `every 2 week starting mon`. */
export function toEnglish(german: string): string {
  let text = german.toLowerCase()
  for (const [pattern, replace] of phrases)
    text = typeof replace === 'string' ? text.replace(pattern, replace) : text.replace(pattern, replace)
  return text
    .replaceAll(/\p{L}+/gu, word => dictionary.find(([pattern]) => pattern.test(word))?.[1] ?? word)
    .replaceAll(/\s+/g, ' ')
    .trim()
}
