import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { describe, expect, test } from 'vitest'
import { createCalendarWriter } from '../../worker/calendar/calendar-writer.ts'
import { checkCalendar } from './calendar-checker.ts'
import { icalJs } from './calendar-readers/ical-js.ts'
import { defaults, proposal, write, writeAll, original, toOptions } from './calendar-samples.ts'

describe('a calendar', () => {
  test('has the form of the original, line by line', () => {
    expect(write(original, proposal)).toBe(
      [
        'BEGIN:VCALENDAR',
        'VERSION:2.0',
        'PRODID:-//Taskoverflow Calendar//mxm.dk//',
        'BEGIN:VEVENT',
        'UID:1',
        'SEQUENCE:3',
        'DTSTAMP:20230301T093000Z',
        'DTSTART:20230403T140000',
        'DTEND:20230403T143000',
        'SUMMARY:Project Proposal',
        'TRANSP:TRANSPARENT',
        'DESCRIPTION:CSSE6400 Project Proposal Due',
        'CREATED:20230227T000000Z',
        'LAST-MODIFIED:20230301T093000Z',
        'END:VEVENT',
        'END:VCALENDAR',
        '',
      ].join('\r\n'),
    )
  })

  test('has UTC times and a UUIDv5 of its own as UID by default', () => {
    const file = write(defaults, proposal)
    expect(checkCalendar(file)).toEqual([])
    expect(file).toContain('\r\nDTSTART:20230403T140000Z\r\nDTEND:20230403T143000Z\r\n')
    // A golden value: another one would make every subscriber see every todo twice.
    expect(file).toContain('\r\nUID:0a1ff335-9cb6-5842-8f7a-2aef684033cc\r\n')
  })

  test('marks completed todos unless it is the original form', () => {
    expect(write(defaults, { completed: true })).toContain('\r\nSUMMARY:✔ Project Proposal\r\n')
    expect(write(defaults, { completed: false })).toContain('\r\nSUMMARY:Project Proposal\r\n')
    expect(write(original, { completed: true })).toContain('\r\nSUMMARY:Project Proposal\r\n')
  })

  test('has a name only when one is given', () => {
    expect(write(defaults, proposal)).not.toMatch(/^(NAME|X-WR-CALNAME):/m)
    expect(write({ ...defaults, name: ' \n\0' }, proposal)).not.toMatch(/^(NAME|X-WR-CALNAME):/m)
    const named = write({ ...defaults, name: 'Work; home,\r\nC:\\' }, proposal)
    expect(named).toContain('\r\nNAME:Work\\; home\\, C:\\\\\r\nX-WR-CALNAME:Work\\; home\\, C:\\\\\r\n')
    expect(checkCalendar(named)).toEqual([])
  })

  test('leaves out an empty description', () => {
    for (const description of [null, '', ' \r\n\t\0'])
      expect(write(defaults, { description })).not.toContain('DESCRIPTION')
  })

  test('replaces an empty title with (untitled)', () => {
    expect(write(defaults, { title: '\u0085\0 ' })).toContain('\r\nSUMMARY:(untitled)\r\n')
  })

  test('keeps titles of 255 code points whole, with the mark too', async () => {
    const title = '🗓'.repeat(254) + 'é'
    const file = write(defaults, { title }, { title, uid: crypto.randomUUID(), completed: true })
    expect(checkCalendar(file)).toEqual([])
    const [calendar] = await icalJs.read([file])
    expect(calendar?.components.map(({ properties }) => properties['SUMMARY'])).toEqual([title, `✔ ${title}`])
  })

  test.each([
    ['1900-01-01T00:00:00Z', '19000101T000000Z', '19000101T003000Z'],
    ['1969-12-31T23:59:59.999Z', '19691231T235959Z', '19700101T002959Z'],
    ['4500-12-31T23:59:59.999Z', '45001231T235959Z', '45010101T002959Z'],
  ])('prints %s to the second', (deadline, start, end) => {
    const file = write(defaults, { deadlineAt: new Date(deadline) })
    expect(file).toContain(`\r\nDTSTART:${start}\r\nDTEND:${end}\r\n`)
    expect(checkCalendar(file)).toEqual([])
  })

  test('is accepted by parsers without a todo', async () => {
    for (const file of [write(defaults), write(defaults, { deadlineAt: null })]) {
      expect(checkCalendar(file)).toEqual([])
      const [calendar] = await icalJs.read([file])
      expect(calendar?.components.map(({ kind }) => kind)).toEqual(['VTIMEZONE'])
    }
    expect(write(defaults, proposal)).not.toContain('VTIMEZONE')
  })

  test('has the same bytes in every time zone of the process', async () => {
    const script = `
      import { createCalendarWriter } from ${JSON.stringify(new URL('../../worker/calendar/calendar-writer.ts', import.meta.url))}
      const forms = [{}, { timeForm: 'floating' }, { shape: 'end' }, { shape: 'allday', timeZone: 'America/Santiago' }]
      for (const form of forms) {
        const writer = createCalendarWriter({ ...${JSON.stringify({ ...defaults, component: 'both', alarms: [10] })}, ...form })
        const at = seconds => new Date(seconds * 1000)
        const todos = [-2208988800, 0, 1679792400, 1680530400, 79870751999].map((seconds, id) => ({
          ...${JSON.stringify(proposal)}, id, completed: id === 1,
          completedAt: at(seconds), deadlineAt: at(seconds), createdAt: at(seconds), revisedAt: at(seconds),
        }))
        process.stdout.write(writer.head() + todos.map(writer.todo).join('') + writer.tail())
      }`
    const zones = ['UTC', 'Australia/Brisbane', 'America/St_Johns', 'Europe/Berlin', 'Pacific/Kiritimati']
    const outputs = await Promise.all(
      zones.map(async TZ => {
        const child = promisify(execFile)(process.execPath, ['--input-type=module', '-e', script], {
          env: { ...process.env, TZ },
        })
        return (await child).stdout
      }),
    )
    expect(outputs[0]).toContain('DTSTART:19000101T000000Z')
    expect(outputs[0]).toContain('DUE;VALUE=DATE:18991231')
    expect(new Set(outputs).size).toBe(1)
  })
})

describe('skipped', () => {
  const todos = [
    { completed: false, deadlineAt: null },
    { completed: true, deadlineAt: null },
    { completed: false, deadlineAt: new Date('2029-12-31T23:59:59.999Z') },
    { completed: false, deadlineAt: new Date('2030-01-01T00:00:00Z') },
    { completed: true, deadlineAt: new Date('2030-01-31T23:59:59.999Z') },
    { completed: false, deadlineAt: new Date('2030-02-01T00:00:00Z') },
  ].map((todo, index) => ({ ...proposal, ...todo, id: index + 1, uid: crypto.randomUUID() }))
  const range = { from: '2030-01-01', to: '2030-02-01' }

  test.each([
    [{}, [3, 4, 5, 6], { noDeadline: 2, outOfRange: 0, filtered: 0 }],
    [{ completed: 'exclude' }, [3, 4, 6], { noDeadline: 2, outOfRange: 0, filtered: 1 }],
    [{ completed: 'only' }, [5], { noDeadline: 2, outOfRange: 0, filtered: 3 }],
    [range, [4, 5], { noDeadline: 2, outOfRange: 2, filtered: 0 }],
    [{ from: '2030-01-01' }, [4, 5, 6], { noDeadline: 2, outOfRange: 1, filtered: 0 }],
    [{ ...range, completed: 'only' }, [5], { noDeadline: 2, outOfRange: 0, filtered: 3 }],
    [{ ...range, completed: 'exclude' }, [4], { noDeadline: 2, outOfRange: 2, filtered: 1 }],
  ])('counts each todo once with %j', (options, ids, skipped) => {
    const writer = createCalendarWriter(toOptions({ ...options, uid: 'id' }))
    const file = writeAll(writer, todos)
    expect(Array.from(file.matchAll(/^UID:(\d+)\r$/gm), match => Number(match[1]))).toEqual(ids)
    expect(writer.written).toBe(ids.length)
    expect(writer.skipped).toEqual(skipped)
  })
})
