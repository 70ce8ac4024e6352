import { describe, expect, it } from 'vitest'
import { loadQuickAdd } from '../../client/web/todos/quick-add/parse-quick-add.ts'
import { berlin, expectLine, type Line, timeZone } from './quick-add-lines.ts'

/** Wednesday, ten in the morning. */
const now = '2026-11-25T10:00'

const dates: Line[] = [
  ['hand in proposal fri', 'hand in proposal', '2026-11-27'],
  ['hand in proposal fri 5pm', 'hand in proposal', '2026-11-27T17:00'],
  ['hand in proposal by friday at 17:00, please', 'hand in proposal, please', '2026-11-27T17:00'],
  ['tidy up today', 'tidy up', '2026-11-25'],
  ['call mum tomorrow', 'call mum', '2026-11-26'],
  ['tomorrow call mum', 'call mum', '2026-11-26'],
  ['tidy up wednesday', 'tidy up', '2026-11-25'],
  ['essay day after tomorrow', 'essay', '2026-11-27'],
  ['essay next friday', 'essay', '2026-12-04'],
  ['essay friday next week', 'essay', '2026-12-04'],
  ['essay next week friday', 'essay', '2026-12-04'],
  ['report due next week', 'report', '2026-12-02'],
  ['party 5 jan', 'party', '2027-01-05'],
  ['x dec 24', 'x', '2026-12-24'],
  ['x jan 27', 'x', '2027-01-27'],
  ['x fri, 4 dec', 'x', '2026-12-04'],
  ['x friday 4th december', 'x', '2026-12-04'],
  ['pay 3 March 2020', 'pay', '2020-03-03'],
  ['pay 2026-12-01', 'pay', '2026-12-01'],
  ['the 27th', 'the 27th', '2026-11-27'],
  ['x the 27th', 'x', '2026-11-27'],
  ['x 27th', 'x', '2026-11-27'],
  ['rent due 1st', 'rent', '2026-12-01'],
  ['rent on the 1st of next month', 'rent', '2026-12-01'],
  ['rent next month on the 5th', 'rent', '2026-12-05'],
  ['rent 5th next month', 'rent', '2026-12-05'],
  ['flight on 12/5', 'flight', '2027-05-12'],
  ['lunch friday 27th', 'lunch', '2026-11-27'],
  ['rent the 31st of next month', 'rent', '2026-12-31'],
  ['rent on the 27th of the month', 'rent', '2026-11-27'],
  ['call the bank later today', 'call the bank', '2026-11-25'],
  ['pay rent by the 25th', 'pay rent', '2026-11-25'],
  ['x tod', 'x', '2026-11-25'],
  ['x tom', 'x', '2026-11-26'],
  ['x weds', 'x', '2026-11-25'],
  ['x this coming friday', 'x', '2026-11-27'],
  ['x tom 5pm', 'x', '2026-11-26T17:00'],
  ['x sun', 'x', '2026-11-29'],
  ['x this weekend', 'x', '2026-11-28'],
  ['gym a week from friday', 'gym', '2026-12-04'],
  ['gym two weeks from tomorrow', 'gym', '2026-12-10'],
  ['gym a week on monday', 'gym', '2026-12-07'],
  ['gym 2 days before 24 dec', 'gym', '2026-12-22'],
  ['gym in a fortnight', 'gym', '2026-12-09'],
  ['essay due monday week', 'essay', '2026-12-07'],
  ['essay friday week 5pm', 'essay', '2026-12-04T17:00'],
  ['report by the end of the year', 'report', '2026-12-31'],
  ['report by end of the week', 'report', '2026-11-29'],
  ['report this month', 'report', '2026-11-30'],
  ['report end of next month', 'report', '2026-12-31'],
  ['report eow', 'report', '2026-11-29'],
  ['report fri eod', 'report', '2026-11-27'],
  ['report eod', 'report', '2026-11-25'],
  ['nap in 2 days', 'nap', '2026-11-27'],
  ['visit in 2 months', 'visit', '2027-01-25'],
]

const times: Line[] = [
  ['lunch at noon', 'lunch', '2026-11-25T12:00'],
  ['lunch at midday tomorrow', 'lunch', '2026-11-26T12:00'],
  ['lunch 12 noon tomorrow', 'lunch', '2026-11-26T12:00'],
  ['tea friday around 5pm', 'tea', '2026-11-27T17:00'],
  ['call at half past 3', 'call', '2026-11-25T15:30'],
  ['call tomorrow at quarter to nine', 'call', '2026-11-26T08:45'],
  ['call quarter past 12 pm', 'call', '2026-11-25T12:15'],
  ['quarter to one lunch', 'lunch', '2026-11-25T12:45'],
  ['wake up 9am', 'wake up', '2026-11-26T09:00'],
  ['stand-up wed 9am', 'stand-up', '2026-12-02T09:00'],
  ['today 9am stand-up', 'stand-up', '2026-11-25'],
  ['dentist tomorrow with mum at 3pm', 'dentist with mum', '2026-11-26T15:00'],
  ['at 3pm call mum on friday', 'call mum', '2026-11-27T15:00'],
  ['Exam November 30 9am', 'Exam', '2026-11-30T09:00'],
  ['exam jan 15 2-4pm', 'exam', '2027-01-15T14:00'],
  ['meeting fri 2-4pm', 'meeting', '2026-11-27T14:00'],
  ['meeting from 2 to 4pm tomorrow', 'meeting', '2026-11-26T14:00'],
  ['meeting fri between 2 and 4pm', 'meeting', '2026-11-27T14:00'],
  ['meeting tues 14:00-16:00', 'meeting', '2026-12-01T14:00'],
  ['seminar fri 17h', 'seminar', '2026-11-27T17:00'],
  ['seminar fri 17h30', 'seminar', '2026-11-27T17:30'],
  ['seminar fri 17.30', 'seminar', '2026-11-27T17:30'],
  ['Meeting tomorrow at 2', 'Meeting', '2026-11-26T14:00'],
  ['Meeting tomorrow at 2am', 'Meeting', '2026-11-26T02:00'],
  ['Meeting tomorrow at 2:30', 'Meeting', '2026-11-26T14:30'],
  ['Meeting tomorrow at 02:30', 'Meeting', '2026-11-26T02:30'],
  ['Meeting tomorrow morning at 7', 'Meeting', '2026-11-26T07:00'],
  ['Meeting tomorrow at 8', 'Meeting', '2026-11-26T08:00'],
  ['Meeting at 2 with Bob', 'Meeting with Bob', '2026-11-25T14:00'],
  ['finish by 5', 'finish', '2026-11-25T17:00'],
  ['Submit midnight tonight', 'Submit', '2026-11-26T00:00'],
  ['x today midnight', 'x', '2026-11-26T00:00'],
  ['submit friday at midnight', 'submit', '2026-11-28T00:00'],
  ['watch the news tonight', 'watch the news', '2026-11-25T22:00'],
  ['dinner tonight at 8', 'dinner', '2026-11-25T20:00'],
  ['nap in 2 hours', 'nap', '2026-11-25T12:00'],
  ['nap in 90 minutes', 'nap', '2026-11-25T11:30'],
  ['meet fri 5pm EST', 'meet', '2026-11-27T23:00'],
  ['meet 2026-12-01T14:30Z', 'meet', '2026-12-01T15:30'],
  ['fly 2026-11-30T06:15', 'fly', '2026-11-30T06:15'],
]

const titles: Line[] = [
  ['  buy   milk ', 'buy   milk', undefined],
  ['', '', undefined],
  ['Lunch Fri @ 7pm', 'Lunch', '2026-11-27T19:00'],
  ['x due: friday', 'x', '2026-11-27'],
  ['Friday: call mum', 'call mum', '2026-11-27'],
  ['Call mum (friday)', 'Call mum', '2026-11-27'],
  ['call mum - friday', 'call mum', '2026-11-27'],
  ['eggs, tomorrow, milk', 'eggs, milk', '2026-11-26'],
  ['send report friday!', 'send report!', '2026-11-27'],
  ['Draft intro tomorrow 15m', 'Draft intro 15m', '2026-11-26'],
  ['dinner 7pm +1', 'dinner +1', '2026-11-25T19:00'],
  ['meet 5pm eat cake', 'meet eat cake', '2026-11-25T17:00'],
  ['pay 12.50 friday', 'pay 12.50', '2026-11-27'],
  ['study 3h friday', 'study 3h', '2026-11-27'],
  ['read chapter 19 tomorrow', 'read chapter 19', '2026-11-26'],
  ['COVID-19 test tomorrow', 'COVID-19 test', '2026-11-26'],
  ['Buy Sunday roast tomorrow', 'Buy Sunday roast', '2026-11-26'],
  ['daily standup notes tomorrow', 'daily standup notes', '2026-11-26'],
  ['check each box tomorrow', 'check each box', '2026-11-26'],
]

const noDates: [kind: string, ...lines: string[]][] = [
  [
    'durations',
    'Run 5m',
    'Read 10 minutes',
    'Exercise 1D',
    'Cancel 14 day trial',
    'nap for 2 hours',
    'Plan the week',
  ],
  ['possessives', "Fix yesterday's bug", 'Fix Monday’s bug', "mum's 27th"],
  [
    'longer words',
    'Fix Monday.com login',
    'mid-december',
    '#friday',
    'read https://x.org/2026-12-01/',
    'fridayish',
  ],
  [
    'numbers',
    'Write 9/11 essay',
    'Buy 2/3 cup measure',
    '24/7 support plan',
    'version 2.10',
    'call 0412 345 678',
  ],
  [
    'more numbers',
    'Finish part 2/3',
    'pay 12.50',
    '3:1 ratio',
    'look at 2 flats',
    'ip 10.0.0.1',
    'by 5 people',
    'give 5 a try',
    'buy 2 to 4 apples',
  ],
  [
    'months',
    'march to the station',
    'email April about invoice',
    'ask may about it',
    'call June',
    'plan december',
  ],
  [
    'weekdays',
    'buy sun cream',
    'sat nav',
    'wed photos',
    'lie in the sun',
    'the Friday meeting',
    'Buy Sunday roast',
  ],
  [
    'names',
    'lunch with tom',
    'call Tom',
    'Black Friday deals',
    'midnight snack',
    'buy evening dress',
    'Do it now',
  ],
  ['ordinals', '2nd floor', 'pick up 27th birthday cake', 'May the 4th be with you'],
  ['periods', 'send eod report', 'prepare end of year party', 'weekend trip'],
  ['parts of periods', 'start of next week', 'middle of next month', 'rent 15th of this month'],
  ['ordinal weekdays', 'first friday in december', 'the friday after next', 'friday the week after next'],
  ['past days', 'last friday recap', 'yesterday', 'review of 2 days ago', 'since monday'],
  ['recurring events that are not read', 'mondays 9am', 'twice a week 5pm', 'backup nightly at 2'],
  ['alternatives', 'friday or saturday', 'fri/sat', 'Buy Sunday roast at 5pm', 'Plan next week'],
  ['several days', 'gym mon wed fri 7am', 'Tue Thu classes', 'friday in two weeks', 'fri 4 dec, sat 5 dec'],
  [
    'several times',
    'pills at 8am and 8pm',
    'call at 3 or 4',
    'tomorrow 9am, 5pm',
    'call friday 3pm or 4pm',
    'call at 8 and 8pm',
    'at 5pm and at 6pm',
  ],
  ['impossible days', 'remember 30 feb', '31/11', 'at 25:00', 'pay 2026-13-01', 'party friday the 13th'],
]

/** Every row: locale, clock, line, title, deadline. */
const clocks: [locale: string, clock: string, line: Line][] = [
  ['en-GB', '2026-12-04T12:01', ['pay rent 4 dec', 'pay rent', '2026-12-04']],
  ['en-GB', '2027-11-01T10:00', ['party 29 feb', 'party', '2028-02-29']],
  ['en-GB', '2028-04-01T10:00', ['party 29 feb', 'party', '2032-02-29']],
  ['en-GB', '2026-12-04T11:59', ['pay rent 4 dec', 'pay rent', '2026-12-04']],
  ['en-GB', '2026-12-04T12:01', ['pay rent fri', 'pay rent', '2026-12-04']],
  ['en-GB', '2026-12-04T12:01', ['pay rent 4 dec 9am', 'pay rent', '2026-12-04']],
  ['en-GB', '2026-11-25T23:30', ['Take out bins tonight', 'Take out bins', '2026-11-25']],
  ['en-GB', '2026-11-25T22:30', ['read this evening', 'read', '2026-11-25']],
  ['en-GB', '2026-11-25T13:00', ['Call today at 3', 'Call', '2026-11-25T15:00']],
  ['en-GB', '2026-11-25T16:00', ['Call today at 3', 'Call', '2026-11-25']],
  ['en-GB', '2026-11-25T13:00', ['Call today at 9', 'Call', '2026-11-25T21:00']],
  ['en-GB', '2026-11-25T13:00', ['Call at 9', 'Call', '2026-11-26T09:00']],
  ['en-GB', '2026-11-30T10:00', ['pay the 31st', 'pay', '2026-12-31']],
  ['en-US', '2026-11-25T10:00', ['exam jan 15 10-11am', 'exam', '2027-01-15T10:00']],
  ['en-GB', '2027-01-10T10:00', ['pay 31st of next month', 'pay 31st of next month', undefined]],
  ['en-US', '2026-11-25T10:00', ['x dec 24', 'x', '2026-12-24']],
]

describe('the deadline in a line', () => {
  it.each([...dates, ...times])('%j', (...line) => expectLine('en-GB', now, line))
  it.each(clocks)('in %s at %s: %j', (locale, clock, line) => expectLine(locale, clock, line))
})

describe('the title of a line', () => {
  it.each(titles)('%j', (...line) => expectLine('en-GB', now, line))

  it('is the whole line when the line is only a deadline', async () => {
    await expectLine('en-GB', now, ['by friday 5pm.', 'by friday 5pm.', '2026-11-27T17:00'])
  })
})

describe('a line without a deadline', () => {
  it.each(noDates)('has %s', async (_, ...lines) => {
    for (const line of lines) await expectLine('en-GB', now, [line, line, undefined])
  })
})

describe('12/11', () => {
  it.each(['ja', 'ko', 'zh-CN', 'en-PH', 'hu', 'en-US'])('is in December in %s', async locale => {
    await expectLine(locale, now, ['x 12/11', 'x', '2026-12-11'])
  })

  it.each(['en-GB', 'en-AU', 'de', 'fr', 'pt-BR', 'nl'])('is in November in %s', async locale => {
    await expectLine(locale, now, ['x 12/11', 'x', '2027-11-12'])
  })
})

describe('the languages of a browser', () => {
  it('are read in their order, after those that have no valid name', async () => {
    const parse = await loadQuickAdd(['en-US@posix', 'es', 'de-AT', 'fr'])
    const options = { now: berlin(now), timeZone }
    expect(parse('Abgabe Freitag', options)).toMatchObject({
      title: 'Abgabe',
      deadline: { on: '2026-11-27' },
    })
    expect(parse('devoir demain', options)).toMatchObject({ title: 'devoir', deadline: { on: '2026-11-26' } })
    expect(parse('essay fri', options)).toMatchObject({ title: 'essay', deadline: { on: '2026-11-27' } })
    expect(parse('Appeler mon médecin', options)).toMatchObject({ deadline: undefined })
  })
})

describe('unlinked words', () => {
  it('become part of the title, while the others remain the deadline', async () => {
    const parse = await loadQuickAdd(['en'])
    const line = 'watch tomorrow on friday at 5pm'
    const options = { now: berlin(now), timeZone }
    const { marks } = parse(line, options)
    const unlinked = marks.map(({ start, end }) => line.slice(start, end))
    expect(unlinked).toEqual(['on friday at 5pm'])
    expect(parse(line, { ...options, unlinked })).toMatchObject({
      title: 'watch on friday at 5pm',
      deadline: { on: '2026-11-26' },
    })
    expect(parse(line, { ...options, unlinked: [...unlinked, 'tomorrow'] })).toMatchObject({
      title: line,
      deadline: undefined,
      marks: [],
    })
  })
})
