import { describe, expect, test } from 'vitest'
import { checkCalendar } from './calendar-checker.ts'
import { original, toOptions, write } from './calendar-samples.ts'

/** Monday 3 April 2023, 10:00 in New York. */
const weekly = { repeat: { rule: 'FREQ=WEEKLY;BYDAY=MO', zone: 'America/New_York' } }
const day = { deadlineAt: null, deadlineOn: new Date('2023-04-03') }

/** The times and rules of the todos' components. */
function linesOf(file: string): string[] {
  expect(checkCalendar(file)).toEqual([])
  const withoutZones = file.replaceAll(/BEGIN:VTIMEZONE.*?END:VTIMEZONE\r\n/gs, '')
  return withoutZones.match(/^(?:DTSTART|DTEND|DUE|RRULE)[;:][^\r]*/gm) ?? []
}

const inNewYork = 'TZID=America/New_York:20230403'
const rule = 'RRULE:FREQ=WEEKLY;BYDAY=MO'

describe('todos that repeat', () => {
  test.each([
    [{}, [`DTSTART;${inNewYork}T100000`, `DTEND;${inNewYork}T103000`, rule]],
    [{ timeForm: 'floating' }, [`DTSTART;${inNewYork}T100000`, `DTEND;${inNewYork}T103000`, rule]],
    [{ shape: 'end' }, [`DTSTART;${inNewYork}T093000`, `DTEND;${inNewYork}T100000`, rule]],
    // It would start on Sunday.
    [
      { shape: 'end', durationMinutes: 720 },
      [`DTSTART;${inNewYork}T100000`, `DTEND;${inNewYork}T220000`, rule],
    ],
    [
      { shape: 'allday', timeZone: 'Pacific/Kiritimati' },
      ['DTSTART;VALUE=DATE:20230403', 'DTEND;VALUE=DATE:20230404', rule],
    ],
    [{ component: 'vtodo' }, [`DTSTART;${inNewYork}T100000`, `DUE;${inNewYork}T100000`, rule]],
    [
      { component: 'vtodo', shape: 'allday' },
      ['DTSTART;VALUE=DATE:20230403', 'DUE;VALUE=DATE:20230403', rule],
    ],
  ])('are written with %j in the days of their own zone', (options, expected) => {
    expect(linesOf(write(toOptions(options), weekly))).toEqual(expected)
  })

  test('have neither a rule nor a zone in the original format', () => {
    const file = write(original, weekly, { ...day, ...weekly })
    expect(file).not.toMatch(/RRULE|TZID|VTIMEZONE/)
    expect(file).toBe(write(original, {}, day))
  })

  test('have no rule when they are completed, or when the rule ends before the deadline', () => {
    const ended = { repeat: { ...weekly.repeat, rule: 'FREQ=WEEKLY;UNTIL=20230402' } }
    expect(write(toOptions({ component: 'both' }), { ...weekly, completed: true }, ended)).not.toMatch(
      /RRULE|TZID/,
    )
  })

  test('are shown once when they are overdue and shown today', () => {
    const options = { ...toOptions({ overdue: 'today' }), today: '2023-04-20' }
    expect(linesOf(write(options, weekly))).toEqual([
      'DTSTART;VALUE=DATE:20230420',
      'DTEND;VALUE=DATE:20230421',
    ])
  })

  test.each([
    ['UNTIL=20230410', '20230411T035959Z', '20230410'],
    ['UNTIL=20230410T140000Z', '20230410T140000Z', '20230410'],
    ['UNTIL=20230410T100000', '20230410T140000Z', '20230410'],
    ['UNTIL=20230411T013000Z', '20230411T013000Z', '20230410'],
  ])('with %s end at that time in UTC, or on that day', (until, time, date) => {
    const repeat = { rule: `FREQ=DAILY;${until}`, zone: 'America/New_York' }
    expect(linesOf(write(toOptions({}), { repeat })).at(-1)).toBe(`RRULE:FREQ=DAILY;UNTIL=${time}`)
    expect(linesOf(write(toOptions({}), { ...day, repeat })).at(-1)).toBe(`RRULE:FREQ=DAILY;UNTIL=${date}`)
  })

  test.each(['UNTIL=99991231T235959Z', 'UNTIL=99991231', 'UNTIL=45010101'])('with %s have no end', until => {
    const repeat = { rule: `FREQ=DAILY;${until}`, zone: 'Pacific/Kiritimati' }
    for (const todo of [{ repeat }, { ...day, repeat }])
      expect(linesOf(write(toOptions({}), todo)).at(-1)).toBe('RRULE:FREQ=DAILY')
  })

  test.each([
    ['UNTIL=20230410T135959Z', ['DTEND;VALUE=DATE:20230404', 'RRULE:FREQ=DAILY;UNTIL=20230409']],
    ['UNTIL=20230410T140000Z', ['DTEND;VALUE=DATE:20230404', 'RRULE:FREQ=DAILY;UNTIL=20230410']],
    ['UNTIL=20230411', ['DTEND;VALUE=DATE:20230404', 'RRULE:FREQ=DAILY;UNTIL=20230411']],
    ['UNTIL=20230403T130000Z', ['DTEND;VALUE=DATE:20230404']],
  ])('as all-day events, end with %s on the day of the last occurrence', (until, lines) => {
    const repeat = { rule: `FREQ=DAILY;${until}`, zone: 'America/New_York' }
    const file = write(toOptions({ shape: 'allday', timeZone: 'America/New_York' }), { repeat })
    expect(linesOf(file).slice(1)).toEqual(lines)
  })

  // The deadlines are at 10:00.
  test.each([
    ['20230410T093500', { shape: 'end' }, '093000', '20230410T130500Z'],
    ['20230410T100000', { shape: 'end' }, '093000', '20230410T133000Z'],
    ['20230410T093500', { shape: 'end', durationMinutes: 720 }, '100000', '20230410T133500Z'],
    ['20230410T093500', { shape: 'end', component: 'vtodo' }, '100000', '20230410T133500Z'],
  ])('until %s, with %j, end after the event of the last deadline', (until, options, start, last) => {
    const repeat = { rule: `FREQ=DAILY;UNTIL=${until}`, zone: 'America/New_York' }
    const lines = linesOf(write(toOptions(options), { repeat }))
    expect(lines[0]).toBe(`DTSTART;${inNewYork}T${start}`)
    expect(lines.at(-1)).toBe(`RRULE:FREQ=DAILY;UNTIL=${last}`)
  })

  test('have the VTIMEZONE of each zone once, before its first use', () => {
    const berlin = { repeat: { ...weekly.repeat, zone: 'Europe/Berlin' } }
    const todos = [{}, weekly, berlin, weekly].map((todo, n) => ({ ...todo, id: n, uid: `${n}` }))
    const file = write(toOptions({ component: 'both', uid: 'id' }), ...todos)
    expect(checkCalendar(file)).toEqual([])
    expect(file.match(/^TZID:.*(?=\r)/gm)).toEqual(['TZID:America/New_York', 'TZID:Europe/Berlin'])
    for (const zone of ['America/New_York', 'Europe/Berlin'])
      expect(file.indexOf(`TZID:${zone}`)).toBeLessThan(file.indexOf(`;TZID=${zone}:`))
  })
})
