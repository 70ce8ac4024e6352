import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { CalendarOptions } from '../../schema/calendar-options.ts'
import { sanitiseLine, sanitiseText } from '../../schema/sanitise.ts'
import { checkCalendar } from './calendar-checker.ts'
import { defaults, hostileText, hostileTitle, valuesOf, write } from './calendar-samples.ts'

const both: CalendarOptions = { ...defaults, component: 'both', alarms: [5] }

const isWritten = (line: string) =>
  write(both, { properties: [line] })
    .split('\r\n')
    .includes(line)

describe('properties of other programs', () => {
  test.each([
    'X-APPLE-SORT-ORDER:654321',
    'X-NOTE;LABEL="a:b;c",d;LANGUAGE=en:text: "more"',
    'LOCATION;LANGUAGE=de:Hörsaal 3',
    'GEO:52.5200;-13.4050',
    'URL:https://example.org/?a=1',
  ])('are given back: %s', line => {
    expect(isWritten(line)).toBe(true)
  })

  test.each([
    'X-NOTE;LABEL="unclosed:text',
    'X-NOTE;LABEL=a"b:text',
    'X-NOTE;LABEL:text',
    'X-NOTE;LABEL=:text',
    'X-NOTE;:text',
    'X-NOTE;LABEL=a',
    'GEO:52.5200,13.4050',
    'GEO:north',
    'X-EVENT-DTEND;TZID=Europe/Paris:20270101T100000',
    'X-MICROSOFT-CDO-BUSYSTATUS:FREE',
    'RELATED-TO:other',
    'X-ALT-DESC;FMTTYPE=text/html:<p>as it was before</p>',
  ])('are left out when a program would reject the file, or lacks what they refer to: %s', line => {
    expect(isWritten(line)).toBe(false)
  })
})

test('gives back no property of an alarm, and the first one of each name', () => {
  const file = write(both, {
    properties: [
      'X-APPLE-STRUCTURED-LOCATION:geo:1,2',
      'BEGIN:VALARM',
      'X-APPLE-STRUCTURED-LOCATION:geo:3,4',
      'X-WR-ALARMUID:5',
      'END:VALARM',
      'X-NOTE:first',
      'x-note:second',
    ],
  })
  expect(checkCalendar(file)).toEqual([])
  const kept = ['X-APPLE-STRUCTURED-LOCATION:geo:1,2', 'X-NOTE:first']
  // In the event and in the task.
  expect(file.match(/^X-[^\r]*/gim)).toEqual([...kept, ...kept])
})

describe('hostile text', () => {
  test('keeps the file valid, in every property', () => {
    fc.assert(
      fc.property(hostileTitle, hostileText, hostileText, hostileText, (title, description, name, about) => {
        const options = { ...both, name, description: about }
        expect(checkCalendar(write(options, { title, description }))).toEqual([])
      }),
      { numRuns: 500 },
    )
  })

  test('is escaped in a UID that is as long as a UUID', () => {
    const uid = 'ab,cd;ef\\n-0000-0000-0000-0000000000'
    expect(uid).toHaveLength(36)
    const file = write(both, { uid })
    expect(checkCalendar(file)).toEqual([])
    expect(valuesOf(file, 'UID')).toContain('ab\\,cd\\;ef\\\\n-0000-0000-0000-0000000000')
  })

  test('is sanitised idempotently to valid UTF-8 without control characters', () => {
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
