import type { RepetitionWords } from './repetition.ts'

const weekday = '[月火水木金土日]'
const name = `${weekday}曜日?`
// A newspaper, and what is done every day, such as `毎日の散歩`.
const stop = '(?!新聞|曜|または|か(?=毎)|の(?!\\s*(?:[\\d０-９]|午前|午後|朝|昼|夜)))'

export const japaneseRepetition: RepetitionWords = {
  patterns: [
    `毎(?<unit>[日週月年])${stop}`,
    `毎週?の?(?<days>${name}(?:[と、・]${name})*)${stop}`,
    `毎週の?(?<days>${weekday}(?:[と、・]${weekday})+曜日?)${stop}`,
    `毎月の?(?<monthDay>[\\d０-９]{1,2})日${stop}`,
    `毎月の?第(?<nth>[1-4１-４])の?(?<days>${name})${stop}`,
    `(?<![\\d０-９])(?<count>[\\d０-９]{1,4})(?<unit>日|週間?|[かヶケ]月|年)(?:ごと|(?<gap>おき)(?!日))に?${stop}`,
  ].map(pattern => new RegExp(pattern, 'gu')),
  units: { DAILY: /^日/, WEEKLY: /^週/, MONTHLY: /月$/, YEARLY: /^年/ },
  weekdays: ['月', '火', '水', '木', '金', '土', '日'],
  numbers: {},
  starting: /から/g,
  until: /まで(?!に)/g,
  doBoundsFollow: true,
  duration: /(?<count>[\d０-９]{1,3})(?<unit>日|週|[かヶケ]月|年)間(?!ごと|おき)/gu,
  limit: /まで(?!に)|から|以外/,
  day: '今日',
}
