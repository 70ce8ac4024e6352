import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import * as fc from 'fast-check'
import ICAL from 'ical.js'
import { ICalCalendar, ICalEvent } from 'ical-generator'
import { sync, type VEvent } from 'node-ical'
import { describe, expect, test } from 'vitest'
import { type CalendarOptions, calendarOptions, originalCalendarOptions } from '../schema/calendar-options.ts'
import type { CalendarTodo } from '../worker/calendar/calendar-todo.ts'
import { type CalendarWriter, createCalendarWriter } from '../worker/calendar/calendar-writer.ts'
import { sanitiseLine, sanitiseText } from '../worker/calendar/sanitise.ts'
import { checkCalendar } from './calendar-checker.ts'

const proposal: CalendarTodo = {
  id: 1,
  uid: '0198d5a0-7c11-7a3e-9f00-3c6d1f6b2a10',
  title: 'Project Proposal',
  description: 'CSSE6400 Project Proposal Due',
  completed: false,
  completedAt: null,
  deadlineAt: new Date('2023-04-03T14:00:00Z'),
  revision: 3,
  createdAt: new Date('2023-02-27T00:00:00Z'),
  revisedAt: new Date('2023-03-01T09:30:00.999Z'),
}
const defaults = calendarOptions.parse({})

function writeAll(writer: CalendarWriter, todos: CalendarTodo[]): string {
  return [writer.head(), ...todos.map(todo => writer.todo(todo)), writer.tail()].join('')
}

const write = (options: CalendarOptions, ...todos: Partial<CalendarTodo>[]): string =>
  writeAll(
    createCalendarWriter(options),
    todos.map(todo => ({ ...proposal, ...todo })),
  )

/** ical.js knows neither NAME nor X-WR-CALNAME and gives their values raw. */
function readWithIcalJs(file: string) {
  const calendar = new ICAL.Component(ICAL.parse(file))
  return {
    timezones: calendar.getAllSubcomponents('vtimezone').length,
    names: ['name', 'x-wr-calname'].map(name =>
      unescapeText(String(calendar.getFirstPropertyValue(name) ?? '')),
    ),
    events: calendar.getAllSubcomponents('vevent').map(event => ({
      summary: event.getFirstPropertyValue('summary'),
      description: event.getFirstPropertyValue('description') ?? '',
    })),
  }
}

const unescapeText = (value: string): string =>
  value.replaceAll(/\\(.)/g, (_, escaped: string) => (/n/i.test(escaped) ? '\n' : escaped))

function readWithNodeIcal(file: string) {
  const components = Object.values(sync.parseICS(file))
  const calendar = components.find(component => component?.type === 'VCALENDAR') as Record<string, unknown>
  return {
    timezones: components.filter(component => component?.type === 'VTIMEZONE').length,
    names: [calendar['name'] ?? '', calendar['WR-CALNAME'] ?? ''],
    events: components
      .filter((component): component is VEvent => component?.type === 'VEVENT')
      .map(({ summary, description = '' }) => ({ summary, description })),
  }
}

/** node-ical undoes one kind of escape after the other, so it takes the `n` after a backslash for a line break. */
const asNodeIcalReads = (text: string): string => text.replaceAll(/\\n/gi, '\\\n').replace(/^"(.*)"$/u, '$1')

describe('a calendar', () => {
  test('has the form of the original, line by line', () => {
    expect(write(originalCalendarOptions, proposal)).toBe(
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
    expect(write(originalCalendarOptions, { completed: true })).toContain('\r\nSUMMARY:Project Proposal\r\n')
  })

  test('has a name only when one is given', () => {
    expect(write(defaults, proposal)).not.toMatch(/^(NAME|X-WR-CALNAME):/m)
    expect(write({ ...defaults, name: ' \n\0' }, proposal)).not.toMatch(/^(NAME|X-WR-CALNAME):/m)
    const named = write({ ...defaults, name: 'Work; home,\r\nC:\\' }, proposal)
    expect(named).toContain('\r\nNAME:Work\\; home\\, C:\\\\\r\nX-WR-CALNAME:Work\\; home\\, C:\\\\\r\n')
    expect(checkCalendar(named)).toEqual([])
  })

  test('leaves out a description that says nothing', () => {
    for (const description of [null, '', ' \r\n\t\0'])
      expect(write(defaults, { description })).not.toContain('DESCRIPTION')
  })

  test('calls a title that says nothing untitled', () => {
    expect(write(defaults, { title: '\u0085\0 ' })).toContain('\r\nSUMMARY:(untitled)\r\n')
  })

  test('carries titles of 255 code points and cuts what the mark pushes beyond', () => {
    const title = '🗓'.repeat(254) + 'é'
    const file = write(defaults, { title }, { title, uid: crypto.randomUUID(), completed: true })
    expect(checkCalendar(file)).toEqual([])
    expect(readWithIcalJs(file).events.map(event => event.summary)).toEqual([title, `✔ ${'🗓'.repeat(253)}`])
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

  test('without a todo is still one that every parser takes', () => {
    for (const file of [write(defaults), write(defaults, { deadlineAt: null })]) {
      expect(checkCalendar(file)).toEqual([])
      const empty = { timezones: 1, names: ['', ''], events: [] }
      expect([readWithIcalJs(file), readWithNodeIcal(file)]).toEqual([empty, empty])
    }
    expect(write(defaults, proposal)).not.toContain('VTIMEZONE')
  })

  test('has the same bytes in every time zone of the process', async () => {
    const script = `
      import { createCalendarWriter } from ${JSON.stringify(new URL('../worker/calendar/calendar-writer.ts', import.meta.url))}
      for (const timeForm of ['utc', 'floating']) {
        const writer = createCalendarWriter({ ...${JSON.stringify(defaults)}, timeForm })
        const at = seconds => new Date(seconds * 1000)
        const todos = [-2208988800, 0, 1679792400, 1680530400, 79870751999].map((seconds, id) =>
          ({ ...${JSON.stringify(proposal)}, id, deadlineAt: at(seconds), createdAt: at(seconds), revisedAt: at(seconds) }))
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
    const writer = createCalendarWriter(calendarOptions.parse({ ...options, uid: 'id' }))
    const file = writeAll(writer, todos)
    expect(Array.from(file.matchAll(/^UID:(\d+)\r$/gm), match => Number(match[1]))).toEqual(ids)
    expect(writer.written).toBe(ids.length)
    expect(writer.skipped).toEqual(skipped)
  })
})

const hostilePiece = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: 'grapheme' }),
  fc.constantFrom(
    ...'\r \n \t \v \f \0 \x1b \x7f \x85 \x9b \u2028 \u2029 \ufeff \u0301 \ud83d \udd13'.split(' '),
  ),
  fc.constantFrom(...'\r\n| |\\|\\n|\\N|\\\\|;|,|:|"|^n|é|👩‍👩‍👧|🇦🇺|z̷̢͝|漢'.split('|')),
  fc.constantFrom(
    'BEGIN:VEVENT',
    '\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nUID:evil\r\n',
    '\nEND:VCALENDAR\n',
    '\r\n ',
  ),
  fc.constantFrom('x'.repeat(74), 'y'.repeat(75), '漢'.repeat(25), '😀'.repeat(40), '\\;,'.repeat(60)),
)
const hostileText = fc.array(hostilePiece, { maxLength: 12 }).map(pieces => pieces.join(''))
const hostileTitle = hostileText.map(text => Array.from(text).slice(0, 255).join(''))

describe('hostile text', () => {
  test('is read back as sanitised by two parsers that are not ours', () => {
    fc.assert(
      fc.property(hostileTitle, hostileText, hostileText, (title, description, name) => {
        const file = write({ ...defaults, name }, { title, description })
        expect(checkCalendar(file)).toEqual([])

        const expected = (asRead: (text: string) => string) => ({
          timezones: 0,
          names: [asRead(sanitiseLine(name)), asRead(sanitiseLine(name))],
          events: [
            {
              summary: asRead(sanitiseLine(title) || '(untitled)'),
              description: asRead(sanitiseText(description)),
            },
          ],
        })
        expect(readWithIcalJs(file)).toEqual(expected(text => text))
        expect(readWithNodeIcal(file)).toEqual(expected(asNodeIcalReads))
      }),
      { numRuns: 500 },
    )
  })

  test('is sanitised once and for all, in valid UTF-8 without control characters', () => {
    fc.assert(
      fc.property(hostileText, text => {
        const sanitised = sanitiseText(text)
        expect(sanitised).not.toMatch(/[^\P{Cc}\n]|[\u2028\u2029]|^\s|\s$/u)
        expect(sanitised.isWellFormed()).toBe(true)
        expect(sanitiseText(sanitised)).toBe(sanitised)
        expect(sanitiseLine(text)).not.toContain('\n')
      }),
    )
    expect(sanitiseText('\r\na\r\nb\rc\vd\fe\u0085f\u2028g\u2029h\ti\0j\x7fk\x9bl\ud800 ')).toBe(
      'a\nb\nc\nd\ne\nf\ng\nh ijkl\ufffd',
    )
  })
})

const upstreamName = (name: string) => new ICalCalendar({ name }).toString()
const upstreamSummary = (summary: string) =>
  new ICalEvent({ start: new Date(0), summary }, new ICalCalendar()).toString()

// When one of these fails, upstream is fixed and its mend can go.
test.each([
  ['writes a name without escapes', upstreamName('a;b,c\\d'), '\r\nNAME:a;b,c\\d\r\n'],
  ['lets a name begin a component', upstreamName('a\r\nBEGIN:VEVENT'), '\r\nBEGIN:VEVENT\r\n'],
  ['writes control characters as they come', upstreamSummary('a\0b\x9b'), '\r\nSUMMARY:a\0b\x9b\r\n'],
  ['writes lone surrogates as they come', upstreamSummary('\ud800'), '\r\nSUMMARY:\ud800\r\n'],
  ['leaves other line breaks alone', upstreamSummary('a\vb\u2028'), '\r\nSUMMARY:a\vb\u2028\r\n'],
])('ical-generator still %s', (_, output, defect) => expect(output).toContain(defect))

test('ical-generator still ends without CRLF', () =>
  expect(new ICalCalendar().toString()).toMatch(/\r\nEND:VCALENDAR$/))

test.each([
  ['a bare line feed', (file: string) => file.replace('\r\nUID', '\nUID')],
  ['a missing last CRLF', (file: string) => file.trimEnd()],
  ['a long line', (file: string) => file.replace('Project', 'P'.repeat(75))],
  ['a fold inside a code point', (file: string) => file.replace('Project', '\ud83d\r\n \udd13')],
  ['a bare comma', (file: string) => file.replace('Project', ',')],
  ['an unknown escape', (file: string) => file.replace('Project', '\\x')],
  ['a control character', (file: string) => file.replace('Project', '\x9b')],
  ['a METHOD', (file: string) => file.replace('BEGIN:VEVENT', 'METHOD:PUBLISH\r\n$&')],
  ['a missing DTSTAMP', (file: string) => file.replace(/DTSTAMP.*\r\n/, '')],
  ['an end that is not later', (file: string) => file.replace('T143000', 'T140000')],
  ['PRODID before VERSION', (file: string) => file.replace(/(VERSION.*\r\n)(PRODID.*\r\n)/, '$2$1')],
  ['an event twice', (file: string) => file.replace(/BEGIN:VEVENT[^]*END:VEVENT\r\n/, '$&$&')],
  ['no component', (file: string) => file.replace(/BEGIN:VEVENT[^]*END:VEVENT\r\n/, '')],
])('the checker finds %s', (_, spoil) => {
  const file = write(defaults, proposal)
  expect(checkCalendar(file)).toEqual([])
  expect(checkCalendar(spoil(file))).not.toEqual([])
})
