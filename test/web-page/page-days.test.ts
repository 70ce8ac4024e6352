import { describe, expect, it } from 'vitest'
import {
  addDays,
  dayIn,
  endOfDay,
  hasSameClock,
  instantsOf,
  startOfDay,
  wallTime,
} from '../../client/web/day.ts'
import { addMonths, monthOf, withinDeadlines } from '../../client/web/calendar/calendar-days.ts'
import { formatDays } from '../../client/web/time.ts'

describe('the current day', () => {
  it.each([
    ['Pacific/Kiritimati', '2026-11-28'],
    ['Australia/Sydney', '2026-11-28'],
    ['Europe/Berlin', '2026-11-27'],
    ['UTC', '2026-11-27'],
    ['America/New_York', '2026-11-27'],
  ])('in %s', (zone, day) => {
    expect(dayIn(zone, new Date('2026-11-27T13:30:00Z'))).toBe(day)
  })
})

it('falls back to the computer’s day in an unknown time zone', () => {
  const at = new Date(2026, 10, 27, 12)
  expect(dayIn('Mars/Olympus', at)).toBe('2026-11-27')
})

describe('the first and last moments of a day', () => {
  it.each([
    ['Europe/Berlin', '2026-11-27', '2026-11-26T23:00:00.000Z', '2026-11-27T22:59:59.999999Z'],
    ['America/New_York', '2026-11-27', '2026-11-27T05:00:00.000Z', '2026-11-28T04:59:59.999999Z'],
    ['Australia/Sydney', '2026-11-27', '2026-11-26T13:00:00.000Z', '2026-11-27T12:59:59.999999Z'],
    // A day of 23 hours, and one of 25.
    ['Europe/Berlin', '2027-03-28', '2027-03-27T23:00:00.000Z', '2027-03-28T21:59:59.999999Z'],
    ['America/New_York', '2026-11-01', '2026-11-01T04:00:00.000Z', '2026-11-02T04:59:59.999999Z'],
    // The clocks skip midnight.
    ['Africa/Cairo', '2026-04-24', '2026-04-23T22:00:00.000Z', '2026-04-24T20:59:59.999999Z'],
    ['UTC', '1900-01-01', '1900-01-01T00:00:00.000Z', '1900-01-01T23:59:59.999999Z'],
    ['America/New_York', '4500-12-31', '4500-12-31T05:00:00.000Z', '4501-01-01T04:59:59.999999Z'],
  ])('in %s, of %s', (zone, day, start, end) => {
    expect(startOfDay(day, zone).toISOString()).toBe(start)
    expect(endOfDay(day, zone)).toBe(end)
  })
})

describe('days', () => {
  it.each([
    ['2026-11-30', 1, '2026-12-01'],
    ['2026-01-01', -1, '2025-12-31'],
    ['2028-02-28', 1, '2028-02-29'],
    ['0020-12-31', 1, '0021-01-01'],
    ['9999-12-31', 1, '10000-01-01'],
  ])('%s and %i more are %s', (day, count, expected) => {
    expect(addDays(day, count)).toBe(expected)
  })

  it('differ across a change of the clocks', () => {
    expect(formatDays('2027-03-27', '2027-03-29')).toBe('2 days')
    expect(formatDays('2026-11-27', '2026-11-28')).toBe('1 day')
    expect(formatDays('2026-11-27', '2027-01-28')).toBe('2 months')
  })
})

describe('a time on the clocks', () => {
  it.each([
    ['Europe/Berlin', '2026-11-27T17:00', ['2026-11-27T16:00:00.000Z']],
    ['Asia/Kathmandu', '2026-11-27T17:00', ['2026-11-27T11:15:00.000Z']],
    ['UTC', '0020-01-01T00:00', ['0020-01-01T00:00:00.000Z']],
    // The clocks go back by an hour, and by half an hour.
    ['America/New_York', '2026-11-01T01:30', ['2026-11-01T05:30:00.000Z', '2026-11-01T06:30:00.000Z']],
    ['Australia/Lord_Howe', '2027-04-04T01:45', ['2027-04-03T14:45:00.000Z', '2027-04-03T15:15:00.000Z']],
  ])('in %s, %s, is at %j', (zone, time, instants) => {
    const found = instantsOf(time, zone).instants
    expect(found.map(at => at.toISOString())).toEqual(instants)
    for (const at of found) expect(wallTime(zone, at)).toBe(time)
  })

  it('that they skip is moved past the change', () => {
    const { instants, skipped } = instantsOf('2027-03-28T02:30', 'Europe/Berlin')
    expect(instants).toEqual([])
    expect(wallTime('Europe/Berlin', skipped)).toBe('2027-03-28T03:30')
  })

  it('that cannot be read is none', () => {
    expect(instantsOf('T17:00', 'Europe/Berlin')).toEqual({ instants: [], skipped: new Date(NaN) })
  })
})

describe('two time zones', () => {
  const now = new Date('2026-11-27T12:00:00Z')
  it.each([
    ['Europe/Berlin', 'Europe/Paris', true],
    ['Asia/Calcutta', 'Asia/Kolkata', true],
    ['UTC', 'Etc/GMT', true],
    ['UTC', 'Europe/London', false],
    ['America/Phoenix', 'America/Denver', false],
    ['Australia/Brisbane', 'Australia/Sydney', false],
  ])('%s and %s have the same clock: %s', (one, other, isSame) => {
    expect(hasSameClock(one, other, now)).toBe(isSame)
  })
})

describe('the weeks of a month', () => {
  it.each([
    [1, '2026-11-15', '2026-10-26', 42],
    [0, '2026-11-30', '2026-11-01', 35],
    [1, '2027-02-01', '2027-02-01', 28],
  ])('that start on day %i, around %s', (firstDayOfWeek, day, from, days) => {
    expect(monthOf(day, firstDayOfWeek)).toEqual({ from, days })
  })

  it('are asked for only within the supported years', () => {
    expect(withinDeadlines(monthOf('1900-01-31', 0))).toEqual({ from: '1900-01-01', days: 34 })
  })
})

describe('the same day of another month', () => {
  it.each([
    ['2026-01-31', 1, '2026-02-28'],
    ['2026-11-15', -11, '2025-12-15'],
    ['2028-02-29', 12, '2029-02-28'],
  ])('of %s, %i months on', (day, count, expected) => {
    expect(addMonths(day, count)).toBe(expected)
  })
})
