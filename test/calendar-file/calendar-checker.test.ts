import { expect, test } from 'vitest'
import { checkCalendar } from './calendar-checker.ts'
import { defaults, proposal, write } from './calendar-samples.ts'

const file = write({ ...defaults, component: 'both', alarms: [10] }, proposal)

test.each([
  ['a bare line feed', file.replace('\r\nUID', '\nUID')],
  ['a missing last CRLF', file.trimEnd()],
  ['a long line', file.replace('Project', 'P'.repeat(75))],
  ['a fold inside a code point', file.replace('Project', '\ud83d\r\n \udd13')],
  ['a bare comma', file.replace('Project', ',')],
  ['an unknown escape', file.replace('Project', '\\x')],
  ['a control character', file.replace('Project', '\x9b')],
  ['a METHOD', file.replace('BEGIN:VEVENT', 'METHOD:PUBLISH\r\n$&')],
  ['a missing DTSTAMP', file.replace(/DTSTAMP.*\r\n/, '')],
  ['an end that is not later', file.replace('T143000', 'T140000')],
  ['PRODID before VERSION', file.replace(/(VERSION.*\r\n)(PRODID.*\r\n)/, '$2$1')],
  ['an event twice', file.replace(/BEGIN:VEVENT[^]*END:VEVENT\r\n/, '$&$&')],
  ['no component', file.replace(/BEGIN:VEVENT[^]*END:VTODO\r\n/, '')],
  ['a property behind an alarm', file.replace('END:VALARM\r\n', '$&PRIORITY:1\r\n')],
  ['an alarm without a trigger', file.replace(/TRIGGER.*\r\n/, '')],
  ['an alarm that comes after', file.replace(':-PT10M', ':PT10M')],
  ['a task with the UID of its event', file.replace(/UID:0198.*/, file.match(/UID:0a1f.*/)?.[0] ?? '')],
  ['an event with a status', file.replace('TRANSP', 'STATUS:COMPLETED\r\n$&')],
  ['an open task that is completed', file.replace('STATUS', 'COMPLETED:20230101T000000Z\r\n$&')],
  ['half a status', file.replace('PERCENT-COMPLETE:0', 'PERCENT-COMPLETE:100')],
  ['a revision without a zone', file.replace('DTSTAMP:20230301T093000Z', 'DTSTAMP:20230301T093000')],
  ['a date beside a time', file.replace('DTEND:20230403T143000Z', 'DTEND;VALUE=DATE:20230404')],
])('finds %s', (_, spoiled) => {
  expect(checkCalendar(file)).toEqual([])
  expect(spoiled).not.toBe(file)
  expect(checkCalendar(spoiled)).not.toEqual([])
})
