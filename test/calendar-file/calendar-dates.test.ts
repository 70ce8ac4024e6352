import { describe, expect, test } from 'vitest'
import { resolveOptions } from '../../schema/resolve-options.ts'
import { createCalendarWriter } from '../../worker/calendar/calendar-writer.ts'
import { checkCalendar } from './calendar-checker.ts'
import { readers } from './calendar-readers/readers.ts'
import { original, proposal, toOptions, write, writeAll } from './calendar-samples.ts'

const onDay = (date: string) => ({ deadlineAt: null, deadlineOn: new Date(date) })

describe('a deadline that is a day', () => {
  test.each(['start', 'end', 'allday'] as const)('is that day in every zone, with the shape %s', shape => {
    for (const timeZone of ['Pacific/Kiritimati', 'Pacific/Niue', 'America/Santiago', 'UTC']) {
      for (const timeForm of ['utc', 'floating']) {
        const options = toOptions({ component: 'both', shape, timeZone, timeForm })
        const file = write(options, onDay('2026-09-06'))
        expect(checkCalendar(file)).toEqual([])
        expect(file).toContain('\r\nDTSTART;VALUE=DATE:20260906\r\n')
        expect(file).toContain('\r\nDTEND;VALUE=DATE:20260907\r\n')
        expect(file).toContain('\r\nDUE;VALUE=DATE:20260906\r\n')
      }
    }
  })

  test('has alarms relative to its day', () => {
    const file = write(toOptions({ component: 'both', alarms: [60] }), onDay('2026-12-02'))
    expect(checkCalendar(file)).toEqual([])
    expect(file.match(/^TRIGGER.*(?=\r)/gm)).toEqual([
      'TRIGGER;RELATED=START:-PT1H',
      'TRIGGER;RELATED=END:-PT1H',
    ])
  })

  test("is a time at midnight in the original's file, as its clients expect", () => {
    const file = write(original, onDay('2030-01-02'))
    expect(file).toContain('\r\nDTSTART:20300102T000000\r\n')
    expect(file).toContain('\r\nDTEND:20300102T003000\r\n')
  })

  describe.each(readers)('read by $name', ({ read }) => {
    test('is a date beside a time in one file', async () => {
      const options = toOptions({ component: 'both', uid: 'id' })
      const [calendar] = await read([write(options, { id: 1, ...onDay('2026-11-29') }, { id: 2, uid: 'b' })])
      const found = calendar?.components.map(({ kind, properties }) => [
        kind,
        properties['UID'],
        properties['DTSTART'] ?? properties['DUE'],
      ])
      expect(found?.toSorted()).toEqual([
        ['VEVENT', '1', '20261129'],
        ['VEVENT', '2', '20230403T140000Z'],
        ['VTODO', 'todo-1', '20261129'],
        ['VTODO', 'todo-2', '20230403T140000Z'],
      ])
    })
  })
})

describe('a range of dates', () => {
  const days = ['2026-11-27', '2026-11-28', '2026-11-29'].map((date, id) => ({
    ...proposal,
    ...onDay(date),
    id,
  }))
  const writtenIds = (options: object, now = new Date()) => {
    const resolved = resolveOptions(toOptions({ uid: 'id', ...options }), now)
    const file = writeAll(createCalendarWriter(resolved), days)
    return Array.from(file.matchAll(/^UID:(\d+)\r$/gm), ([, id]) => Number(id))
  }

  test.each([
    ['America/New_York', '2026-11-28T05:00:00Z', '2026-11-29T05:00:00Z'],
    ['Australia/Sydney', '2026-11-27T13:00:00Z', '2026-11-28T13:00:00Z'],
    ['UTC', '2026-11-28T00:00:00Z', '2026-11-29T00:00:00Z'],
  ])('in %s from %s to %s is one day', (timeZone, from, to) => {
    expect(writtenIds({ timeZone, from, to })).toEqual([1])
  })

  test('drops a day when it has ended in the zone of the options, and not before', () => {
    const drop = { overdue: 'drop', timeZone: 'America/New_York' }
    expect(writtenIds(drop, new Date('2026-11-28T04:29:00Z'))).toEqual([0, 1, 2])
    expect(writtenIds(drop, new Date('2026-11-28T05:00:00Z'))).toEqual([1, 2])
  })
})
