import * as fc from 'fast-check'
import {
  type CalendarOptions,
  calendarOptions,
  originalCalendarOptions,
} from '../../schema/calendar-options.ts'
import { completeOptions } from '../../schema/resolve-options.ts'
import type { CalendarTodo } from '../../worker/calendar/calendar-todo.ts'
import { type CalendarWriter, createCalendarWriter } from '../../worker/calendar/calendar-writer.ts'

export const proposal: CalendarTodo = {
  id: 1,
  uid: '0198d5a0-7c11-7a3e-9f00-3c6d1f6b2a10',
  title: 'Project Proposal',
  description: 'CSSE6400 Project Proposal Due',
  completed: false,
  completedAt: null,
  deadlineAt: new Date('2023-04-03T14:00:00Z'),
  deadlineOn: null,
  repeat: null,
  listId: 1,
  tags: [],
  priority: 'none',
  properties: [],
  revision: 3,
  createdAt: new Date('2023-02-27T00:00:00Z'),
  revisedAt: new Date('2023-03-01T09:30:00.999Z'),
}

/** The options of a job whose owner has not chosen a time zone. */
export const toOptions = (chosen: unknown): CalendarOptions => completeOptions(calendarOptions.parse(chosen))

export const defaults: CalendarOptions = toOptions({})
export const original: CalendarOptions = completeOptions(originalCalendarOptions)

export function writeAll(writer: CalendarWriter, todos: CalendarTodo[]): string {
  return [writer.head(), ...todos.map(todo => writer.todo(todo)), writer.tail()].join('')
}

/** The proposal with changes, several times. */
export const write = (options: CalendarOptions, ...todos: Partial<CalendarTodo>[]): string =>
  writeAll(
    createCalendarWriter(options),
    todos.map(todo => ({ ...proposal, ...todo })),
  )

/** Of a property, wherever it stands in a file; lines that are folded count as far as the fold. */
export const valuesOf = (file: string, name: string): string[] =>
  Array.from(file.matchAll(new RegExp(`^${name}(?:;[^:\r]*)?:(.*)\r$`, 'gm')), ([, value = '']) => value)

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
    '\r\nEND:VTODO\r\nBEGIN:VALARM\r\n',
    '\nEND:VCALENDAR\n',
    '\r\n ',
  ),
  fc.constantFrom('x'.repeat(74), 'y'.repeat(75), '漢'.repeat(25), '😀'.repeat(40), '\\;,'.repeat(60)),
)

export const hostileText: fc.Arbitrary<string> = fc
  .array(hostilePiece, { maxLength: 12 })
  .map(pieces => pieces.join(''))

export const hostileTitle: fc.Arbitrary<string> = hostileText.map(text =>
  Array.from(text).slice(0, 255).join(''),
)
