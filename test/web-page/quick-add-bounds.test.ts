import { describe, it } from 'vitest'
import { expectLine, type Line } from './quick-add-lines.ts'

/** Wednesday, ten in the morning. */
const now = '2026-11-25T10:00'

const weekly = 'FREQ=WEEKLY;BYDAY=FR'
const upTo = (date: string) => `;UNTIL=${date.replaceAll('-', '')}`

const ends: Line[] = [
  ['gym every friday until 18 dec', 'gym', '2026-11-27', `${weekly}${upTo('2026-12-18')}`],
  ['gym every friday 5pm until 18 dec', 'gym', '2026-11-27T17:00', `${weekly}${upTo('2026-12-18')}`],
  ['gym every friday until 18 dec at 5pm', 'gym', '2026-11-27T17:00', `${weekly}${upTo('2026-12-18')}`],
  ['gym every friday until 27 nov', 'gym', '2026-11-27', `${weekly}${upTo('2026-11-27')}`],
  ['gym every friday until wednesday', 'gym', '2026-11-27', `${weekly}${upTo('2026-12-02')}`],
  ['until friday, gym every day', 'gym', '2026-11-25', `FREQ=DAILY${upTo('2026-11-27')}`],
  ['gym every day through friday', 'gym', '2026-11-25', `FREQ=DAILY${upTo('2026-11-27')}`],
  ['gym daily until 18 dec', 'gym', '2026-11-25', `FREQ=DAILY${upTo('2026-12-18')}`],
  ['gym every monday ending 18 jan', 'gym', '2026-11-30', `FREQ=WEEKLY;BYDAY=MO${upTo('2027-01-18')}`],
  ['pay every 1st until 1 june', 'pay', '2026-12-01', `FREQ=MONTHLY;BYMONTHDAY=1${upTo('2027-06-01')}`],
]

const durations: Line[] = [
  ['gym every day for 2 weeks', 'gym', '2026-11-25', `FREQ=DAILY${upTo('2026-12-08')}`],
  ['every day for a week: water plants', 'water plants', '2026-11-25', `FREQ=DAILY${upTo('2026-12-01')}`],
  ['gym every fri for the next six weeks', 'gym', '2026-11-27', `${weekly}${upTo('2027-01-07')}`],
  ['pay every month for 3 months', 'pay', '2026-11-25', `FREQ=MONTHLY${upTo('2027-02-24')}`],
  ['water every! 3 days for 2 weeks', 'water', '2026-11-25', `FREQ=DAILY;INTERVAL=3${upTo('2026-12-08')}!`],
  ['cook for 2 every day for 2 weeks', 'cook for 2', '2026-11-25', `FREQ=DAILY${upTo('2026-12-08')}`],
  ['meditate every day for 5 minutes', 'meditate for 5 minutes', '2026-11-25', 'FREQ=DAILY'],
]

const beginnings: Line[] = [
  ['gym every friday from 4 dec', 'gym', '2026-12-04', weekly],
  ['gym every friday from 5 dec', 'gym', '2026-12-11', weekly],
  ['starting 4 dec, gym every friday', 'gym', '2026-12-04', weekly],
  ['gym daily starting monday', 'gym', '2026-11-30', 'FREQ=DAILY'],
  ['gym every 3 days starting on monday 7am', 'gym', '2026-11-30T07:00', 'FREQ=DAILY;INTERVAL=3'],
  ['gym every day at 9am from today', 'gym', '2026-11-26T09:00', 'FREQ=DAILY'],
]

const both: Line[] = [
  ['gym every fri from 4 dec until 18 dec', 'gym', '2026-12-04', `${weekly}${upTo('2026-12-18')}`],
  ['gym every fri from 5 dec to 19 dec', 'gym', '2026-12-11', `${weekly}${upTo('2026-12-19')}`],
  ['gym every day from 1 to 24 december', 'gym', '2026-12-01', `FREQ=DAILY${upTo('2026-12-24')}`],
  ['gym every day 5-9 dec', 'gym', '2026-12-05', `FREQ=DAILY${upTo('2026-12-09')}`],
  ['gym every day from 1 dec for 24 days', 'gym', '2026-12-01', `FREQ=DAILY${upTo('2026-12-24')}`],
  [
    'gym every day from 9am to 5pm until friday',
    'gym',
    '2026-11-26T09:00',
    `FREQ=DAILY${upTo('2026-11-27')}`,
  ],
]

const unread: [kind: string, ...lines: string[]][] = [
  ['no day', 'gym every day until christmas eve', 'gym every day until 5pm', 'gym every 1st until june'],
  ['an end before the first occurrence', 'gym every friday until 26 nov', 'gym every fri until yesterday'],
  ['two ends', 'gym every fri until 18 dec until 20 dec', 'gym every day for 2 weeks until friday'],
  ['an exception', 'gym every day except sunday', 'gym every day for 2 weeks except sunday'],
  ['no number', 'gym every day for 0 days', 'gym every day for some weeks'],
  ['a duration of something else', 'cook for two weeks every friday'],
  [
    'weekdays, perhaps of every week',
    'gym every day monday to friday',
    'gym every day from monday to friday',
  ],
  ['a single occurrence', 'fair every year 5-9 dec', 'fair every friday 4-6 dec'],
  ['a day that does not exist', 'gym every day until 31 june'],
  ['no recurrence', 'gym daily from home', 'report weekly until done', 'call from home every friday'],
]

const others: Record<string, Line[]> = {
  de: [
    ['Sport jeden Freitag bis zum 18.12.', 'Sport', '2026-11-27', `${weekly}${upTo('2026-12-18')}`],
    ['Sport täglich bis 18. Dezember', 'Sport', '2026-11-25', `FREQ=DAILY${upTo('2026-12-18')}`],
    ['Sport jeden Tag ab morgen', 'Sport', '2026-11-26', 'FREQ=DAILY'],
    ['Sport jeden Tag ab 18 Uhr', 'Sport', '2026-11-25T18:00', 'FREQ=DAILY'],
    ['Sport jeden Tag vom 1. bis 24. Dezember', 'Sport', '2026-12-01', `FREQ=DAILY${upTo('2026-12-24')}`],
    ['Sport jeden Tag für 2 Wochen', 'Sport', '2026-11-25', `FREQ=DAILY${upTo('2026-12-08')}`],
    ['Sport jeden Tag zwei Wochen lang', 'Sport', '2026-11-25', `FREQ=DAILY${upTo('2026-12-08')}`],
    ['Sport täglich bis zum Umfallen', 'Sport täglich bis zum Umfallen', undefined],
  ],
  fr: [
    ["sport chaque vendredi jusqu'au 18 décembre", 'sport', '2026-11-27', `${weekly}${upTo('2026-12-18')}`],
    ['sport tous les jours à partir de lundi', 'sport', '2026-11-30', 'FREQ=DAILY'],
    ['sport tous les jours dès demain', 'sport', '2026-11-26', 'FREQ=DAILY'],
    ['sport tous les jours pendant 2 semaines', 'sport', '2026-11-25', `FREQ=DAILY${upTo('2026-12-08')}`],
  ],
  'pt-BR': [
    ['academia toda sexta até 18 de dezembro', 'academia', '2026-11-27', `${weekly}${upTo('2026-12-18')}`],
    ['academia todos os dias a partir de segunda', 'academia', '2026-11-30', 'FREQ=DAILY'],
    ['academia todo dia por 2 semanas', 'academia', '2026-11-25', `FREQ=DAILY${upTo('2026-12-08')}`],
  ],
  ja: [
    ['毎週金曜日 12月18日まで ジム', 'ジム', '2026-11-27', `${weekly}${upTo('2026-12-18')}`],
    ['明日から毎日ジム', 'ジム', '2026-11-26', 'FREQ=DAILY'],
    ['12月1日から12月24日まで毎日ジム', 'ジム', '2026-12-01', `FREQ=DAILY${upTo('2026-12-24')}`],
    ['毎日2週間ジム', 'ジム', '2026-11-25', `FREQ=DAILY${upTo('2026-12-08')}`],
  ],
}

describe('the first and last day of a recurrence', () => {
  it.each([...ends, ...durations, ...beginnings, ...both])('%j', (...line) => expectLine('en-GB', now, line))

  describe.each(Object.entries(others))('in %s', (locale, lines) => {
    it.each(lines)('%j', (...line) => expectLine(locale, now, line))
  })

  it.each(unread)('are not read: %s', async (_, ...lines) => {
    for (const line of lines) await expectLine('en-GB', now, [line, line, undefined])
  })
})
