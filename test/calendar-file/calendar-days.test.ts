import { describe, expect, test } from 'vitest'
import { checkCalendar } from './calendar-checker.ts'
import { write, toOptions } from './calendar-samples.ts'

/** The last moment of a day and the first of the next, around midnight or the hole where it should be. */
const nights = [
  ['Australia/Sydney', '2026-10-03T13:59:59Z', '20261003', '20261004'],
  ['Australia/Sydney', '2026-10-04T12:59:59Z', '20261004', '20261005'],
  ['Australia/Sydney', '2026-04-05T13:59:59Z', '20260405', '20260406'],
  ['America/New_York', '2026-03-08T04:59:59Z', '20260307', '20260308'],
  ['America/New_York', '2026-03-09T03:59:59Z', '20260308', '20260309'],
  ['America/New_York', '2026-11-02T04:59:59Z', '20261101', '20261102'],
  ['Australia/Lord_Howe', '2026-10-03T13:29:59Z', '20261003', '20261004'],
  ['Australia/Lord_Howe', '2026-10-04T12:59:59Z', '20261004', '20261005'],
  // Midnight is left out when summer begins, and comes twice when it ends.
  ['America/Santiago', '2026-09-06T03:59:59Z', '20260905', '20260906'],
  ['America/Santiago', '2026-09-07T02:59:59Z', '20260906', '20260907'],
  ['America/Santiago', '2026-04-05T03:59:59Z', '20260404', '20260405'],
  // Samoa had no 30 December.
  ['Pacific/Apia', '2011-12-30T09:59:59Z', '20111229', '20111231'],
  ['Asia/Kolkata', '2024-02-28T18:29:59Z', '20240228', '20240229'],
  ['UTC', '2024-02-29T23:59:59Z', '20240229', '20240301'],
  ['UTC', '2100-02-28T23:59:59Z', '21000228', '21000301'],
  ['Pacific/Kiritimati', '4500-12-31T09:59:59Z', '45001231', '45010101'],
  ['America/St_Johns', '1900-01-01T03:30:51Z', '18991231', '19000101'],
] as const

const allDay = (timeZone: string) => toOptions({ component: 'both', shape: 'allday', timeZone })

describe.each(nights)('in %s', (timeZone, lastMoment, day, nextDay) => {
  test(`${lastMoment} is the end of ${day}, and ${nextDay} follows`, () => {
    for (const [deadlineMs, expected] of [
      [Date.parse(lastMoment), day],
      [Date.parse(lastMoment) + 999, day],
      [Date.parse(lastMoment) + 1000, nextDay],
    ] as const) {
      const file = write(allDay(timeZone), { deadlineAt: new Date(deadlineMs) })
      expect(checkCalendar(file)).toEqual([])
      expect(file).toContain(`\r\nDTSTART;VALUE=DATE:${expected}\r\n`)
      expect(file).toContain(`\r\nDUE;VALUE=DATE:${expected}\r\n`)
    }
  })
})

test('ends an all-day event on the following day, in any month and year', () => {
  const days = ['2024-02-28', '2024-02-29', '2023-02-28', '2026-12-31', '4500-12-31']
  const ends = ['20240229', '20240301', '20230301', '20270101', '45010101']
  const file = write(allDay('UTC'), ...days.map(day => ({ uid: day, deadlineAt: new Date(day) })))
  expect(file.match(/(?<=^DTEND;VALUE=DATE:)\d+/gm)).toEqual(ends)
})

test('finds days in every accepted time zone', () => {
  for (const zone of [...Intl.supportedValuesOf('timeZone'), 'Asia/Kolkata', 'US/Eastern', 'utc'])
    expect(write(allDay(zone), {})).toMatch(/^DTSTART;VALUE=DATE:2023040[34]\r$/m)
})
