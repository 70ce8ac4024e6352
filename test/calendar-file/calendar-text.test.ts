import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { CalendarOptions } from '../../schema/calendar-options.ts'
import { sanitiseLine, sanitiseText } from '../../worker/calendar/sanitise.ts'
import { checkCalendar } from './calendar-checker.ts'
import { defaults, hostileText, hostileTitle, write } from './calendar-samples.ts'

const both: CalendarOptions = { ...defaults, component: 'both', alarms: [5] }

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
