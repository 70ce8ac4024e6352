import { describe, expect, it } from 'vitest'
import { describeRepeat } from '../../client/web/todos/describe-repeat.ts'
import { loadQuickAdd } from '../../client/web/todos/quick-add/parse-quick-add.ts'
import { berlin, expectLine, type Line, timeZone } from './quick-add-lines.ts'

/** Wednesday, ten in the morning. */
const now = '2026-11-25T10:00'

const weekdays = 'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR'

const days: Line[] = [
  ['Report every friday', 'Report', '2026-11-27', 'FREQ=WEEKLY;BYDAY=FR'],
  ['tidy up every wednesday', 'tidy up', '2026-11-25', 'FREQ=WEEKLY;BYDAY=WE'],
  ['call mum every sun', 'call mum', '2026-11-29', 'FREQ=WEEKLY;BYDAY=SU'],
  ['gym every mon and thu', 'gym', '2026-11-26', 'FREQ=WEEKLY;BYDAY=MO,TH'],
  ['bins every other friday', 'bins', '2026-11-27', 'FREQ=WEEKLY;INTERVAL=2;BYDAY=FR'],
  ['stand-up every weekday', 'stand-up', '2026-11-25', weekdays],
  ['swim every day', 'swim', '2026-11-25', 'FREQ=DAILY'],
  ['swim everyday', 'swim', '2026-11-25', 'FREQ=DAILY'],
  ['swim every other day', 'swim', '2026-11-25', 'FREQ=DAILY;INTERVAL=2'],
  ['water plants every 10 days', 'water plants', '2026-11-25', 'FREQ=DAILY;INTERVAL=10'],
  ['water plants every! 10 days', 'water plants', '2026-11-25', 'FREQ=DAILY;INTERVAL=10!'],
  ['clean every week', 'clean', '2026-11-25', 'FREQ=WEEKLY'],
  ['clean every 2 weeks', 'clean', '2026-11-25', 'FREQ=WEEKLY;INTERVAL=2'],
  ['clean every other week', 'clean', '2026-11-25', 'FREQ=WEEKLY;INTERVAL=2'],
  ['pay rent every month', 'pay rent', '2026-11-25', 'FREQ=MONTHLY'],
  ['pay rent monthly', 'pay rent', '2026-11-25', 'FREQ=MONTHLY'],
  ['dentist every 3 months', 'dentist', '2026-11-25', 'FREQ=MONTHLY;INTERVAL=3'],
  ['taxes every year', 'taxes', '2026-11-25', 'FREQ=YEARLY'],
  ['taxes yearly', 'taxes', '2026-11-25', 'FREQ=YEARLY'],
  ['pay rent every 1st', 'pay rent', '2026-12-01', 'FREQ=MONTHLY;BYMONTHDAY=1'],
  ['pay rent every 27th', 'pay rent', '2026-11-27', 'FREQ=MONTHLY;BYMONTHDAY=27'],
  ['pay rent on the 1st of every month', 'pay rent', '2026-12-01', 'FREQ=MONTHLY;BYMONTHDAY=1'],
  ['board every first monday', 'board', '2026-12-07', 'FREQ=MONTHLY;BYDAY=1MO'],
  ['board every last friday of the month', 'board', '2026-11-27', 'FREQ=MONTHLY;BYDAY=-1FR'],
]

const times: Line[] = [
  ['Report every fri 5pm', 'Report', '2026-11-27T17:00', 'FREQ=WEEKLY;BYDAY=FR'],
  ['Backup daily at 6pm', 'Backup', '2026-11-25T18:00', 'FREQ=DAILY'],
  ['yoga 6pm every tuesday', 'yoga', '2026-12-01T18:00', 'FREQ=WEEKLY;BYDAY=TU'],
  ['every friday call mum at 3pm', 'call mum', '2026-11-27T15:00', 'FREQ=WEEKLY;BYDAY=FR'],
  ['seminar every fri 17h', 'seminar', '2026-11-27T17:00', 'FREQ=WEEKLY;BYDAY=FR'],
  ['stand-up every wed 9am', 'stand-up', '2026-12-02T09:00', 'FREQ=WEEKLY;BYDAY=WE'],
  ['stand-up every workday 9am', 'stand-up', '2026-11-26T09:00', weekdays],
  ['water plants every 10 days 9am', 'water plants', '2026-11-26T09:00', 'FREQ=DAILY;INTERVAL=10'],
  ['stretch every morning', 'stretch', '2026-11-26T06:00', 'FREQ=DAILY'],
  ['stretch every morning at 7', 'stretch', '2026-11-26T07:00', 'FREQ=DAILY'],
  ['stretch each evening until 4 dec', 'stretch', '2026-11-25T20:00', 'FREQ=DAILY;UNTIL=20261204'],
  ['pills every day at midnight', 'pills', '2026-11-26T00:00', 'FREQ=DAILY'],
]

const others: Line[] = [
  ['meet in marketing every friday', 'meet in marketing', '2026-11-27', 'FREQ=WEEKLY;BYDAY=FR'],
  ['cook for 4 every friday', 'cook for 4', '2026-11-27', 'FREQ=WEEKLY;BYDAY=FR'],
  ['milk or eggs every friday', 'milk or eggs', '2026-11-27', 'FREQ=WEEKLY;BYDAY=FR'],
  ['every friday: bins', 'bins', '2026-11-27', 'FREQ=WEEKLY;BYDAY=FR'],
  ['bins (every friday)', 'bins', '2026-11-27', 'FREQ=WEEKLY;BYDAY=FR'],
  ['every week', 'every week', '2026-11-25', 'FREQ=WEEKLY'],
]

const starts: Line[] = [
  ['water plants tomorrow every 3 days', 'water plants', '2026-11-26', 'FREQ=DAILY;INTERVAL=3'],
  ['call mum fri every 2 weeks', 'call mum', '2026-11-27', 'FREQ=WEEKLY;INTERVAL=2'],
  ['clean weekly on friday 5pm', 'clean', '2026-11-27T17:00', 'FREQ=WEEKLY'],
  ['anniversary every year on 4 dec', 'anniversary', '2026-12-04', 'FREQ=YEARLY'],
  ['Report every friday, 4 dec', 'Report', '2026-12-04', 'FREQ=WEEKLY;BYDAY=FR'],
]

const noRecurrences: [kind: string, ...lines: string[]][] = [
  ['longer words', 'everyone', 'everything bagel', 'every man', 'Everyday carry', 'every monitor'],
  ['adjectives', 'Daily Mail subscription', 'weekly report', 'read the daily'],
  ['phrases', 'make every day count', 'every day like today', 'every sun cream', 'every 27th birthday'],
  ['seasons', 'gym every friday in march', 'every day of june', 'gym every day in 2027'],
  ['doubts', 'gym every week or two', 'every day counts', 'gym twice every week', 'check each week’s plan'],
  [
    'several',
    'gym every friday or saturday',
    'gym every week on mon and thu',
    'gym every fri daily',
    'pills daily at 8am and 8pm',
  ],
  ['other units', 'stretch every 2 hours', 'every morning run', 'birthday every 4 dec'],
  ['ambiguous ones', 'gym every second friday', 'submit every friday at midnight'],
  [
    'impossible ones',
    'gym every 0 days',
    'gym every 1001 days',
    'pay every 32nd',
    'party every year on 30 feb',
    'rent every month on the last day',
    'gym every friday 1 dec',
  ],
]

describe('a todo that repeats', () => {
  it.each([...days, ...times, ...starts, ...others])('%j', (...line) => expectLine('en-GB', now, line))
})

describe('a line without a recurrence', () => {
  it.each(noRecurrences)('has %s', async (_, ...lines) => {
    for (const line of lines) await expectLine('en-GB', now, [line, line, undefined])
  })
})

/** Every row: clock, line, title, deadline, rule. */
const clocks: [clock: string, line: Line][] = [
  ['2026-11-27T16:59', ['x every fri 5pm', 'x', '2026-11-27T17:00', 'FREQ=WEEKLY;BYDAY=FR']],
  ['2026-11-27T17:00', ['x every fri 5pm', 'x', '2026-12-04T17:00', 'FREQ=WEEKLY;BYDAY=FR']],
  ['2026-11-27T17:00', ['x every weekday 5pm', 'x', '2026-11-30T17:00', weekdays]],
  ['2026-11-27T23:59', ['x every friday', 'x', '2026-11-27', 'FREQ=WEEKLY;BYDAY=FR']],
  ['2026-12-01T10:00', ['x every 31st', 'x', '2026-12-31', 'FREQ=MONTHLY;BYMONTHDAY=31']],
  ['2027-02-01T10:00', ['x every 31st', 'x', '2027-03-31', 'FREQ=MONTHLY;BYMONTHDAY=31']],
]

describe('the first occurrence', () => {
  it.each(clocks)('at %s: %j', (clock, line) => expectLine('en-GB', clock, line))
})

describe('the words of a recurrence', () => {
  const options = { now: berlin(now), timeZone }

  it('are marked with the time, and stay in the title when they are unlinked', async () => {
    const parse = await loadQuickAdd(['en'])
    const line = 'gym every fri 5pm'
    const marked = parse(line, options).marks.map(({ start, end }) => line.slice(start, end))
    expect(marked).toEqual(['every fri 5pm'])
    expect(parse(line, { ...options, unlinked: marked })).toMatchObject({ title: line, marks: [] })
  })

  it.each([
    ['x every day', 'Every day'],
    ['x every other day', 'Every 2 days'],
    ['x every! 10 days', 'Every 10 days after completion'],
    ['x every week', 'Every week'],
    ['x every weekday', 'Every weekday'],
    ['x every fri', 'Every Friday'],
    ['x every mon, wed and fri', 'Every Monday, Wednesday and Friday'],
    ['x every other fri', 'Every 2 weeks on Friday'],
    ['x every 3 months', 'Every 3 months'],
    ['x every 22nd', 'Every month on the 22nd'],
    ['x every 11th', 'Every month on the 11th'],
    ['x every first monday', 'Every month on the first Monday'],
    ['x every last friday', 'Every month on the last Friday'],
    ['x every year', 'Every year'],
  ])('of %j are shown as %j', async (line, shown) => {
    const { repeat } = (await loadQuickAdd(['en']))(line, options)
    expect(repeat && describeRepeat(repeat)).toBe(shown)
  })
})
