import { createCasualConfiguration } from 'chrono-node/ja'
import {
  createDayParser,
  createEndOfPeriodParser,
  createNextWeekParser,
  createPartOfDayParser,
  type QuickAddLanguage,
} from './quick-add-language.ts'
import { japaneseRepetition } from './japanese-repetition.ts'

export const japanese: QuickAddLanguage = {
  createConfiguration: createCasualConfiguration,

  parsers: [
    createPartOfDayParser(
      /の?(?:朝|(?<late>夜|晩|夕方))の?(?<hour>\d{1,2})時(?:(?<minute>\d{1,2})分)?(?![半\d])/,
    ),
    createDayParser(/明後日|(?<!し)あさって/, 2),
    createDayParser(/しあさって/, 3),
    createDayParser(/来週(?!の?[月火水木金土日末])/, 7),
    createNextWeekParser(/来週の?(?<weekday>[月火水木金土日])曜日?/, [
      '月',
      '火',
      '水',
      '木',
      '金',
      '土',
      '日',
    ]),
    createEndOfPeriodParser(/今週中|今月中|今月末|来月末|月末|今年中|年末/, {
      week: /週/,
      month: /月/,
      next: /来/,
    }),
  ],

  falseParts: [/‹24\/7›|‹9\/11›|‹\d\/\d›\s*(?:カップ|杯|個|本|枚|量)/],

  falseDates: [
    /(?:先週|先月|前|昨)の?‹|再‹/,
    // The coming Friday, or the one after it.
    /‹次の/,
    /(?:深夜|未明|早朝|朝|夜|晩|夕方)の?‹/,
    // `明日の会議` is the meeting's name, `明日の15時` a time.
    /›の(?!\s*(?:[\d０-９]|午前|午後|朝|昼|夜|正午))/,
  ],

  priorities: { high: '高', medium: '中', low: '低' },
  repetition: japaneseRepetition,
  recurrence: /毎[日週月年朝晩]|ごと/,
  introduction: /(?:(?:締切|締め切り|〆切|期限)(?:日|は)?\s*[:：]?\s*|今週の|今度の)$/,
  ending: /^\s*(?:中に|中(?=\s|$)|までに|まで|に)/,
}
