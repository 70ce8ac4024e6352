import { expect, test } from 'vitest'
import { hashRequest } from '../../core/calendar-jobs/idempotency.ts'
import {
  type CalendarOptions,
  calendarOptions,
  originalCalendarOptions,
} from '../../schema/calendar-options.ts'

const defaults = calendarOptions.parse({})
const options = calendarOptions.parse({ name: 'Mine', alarms: [10, 60], completed: 'only' })

const withNew = (known: CalendarOptions, value: unknown) => ({ fresh: value, ...known }) as CalendarOptions

test('a new option with a default changes no hash', () => {
  for (const known of [options, defaults, originalCalendarOptions]) {
    for (const fresh of ['default', [], { a: 1 }, false, null]) {
      const newDefaults = withNew(defaults, fresh)
      expect(hashRequest(withNew(known, fresh), null, newDefaults)).toBe(hashRequest(known, null))
      expect(hashRequest(withNew(known, 'chosen'), null, newDefaults)).not.toBe(hashRequest(known, null))
    }
  }
})

test('a hash does not depend on the order of options', () => {
  const reversed = Object.fromEntries(Object.entries(options).toReversed()) as CalendarOptions
  expect(hashRequest(reversed, null)).toBe(hashRequest(options, null))
})

test('other options, and a retry, have another hash', () => {
  const hashes = [
    hashRequest(defaults, null),
    hashRequest(originalCalendarOptions, null),
    hashRequest(options, null),
    hashRequest({ ...options, alarms: [60] }, null),
    hashRequest({ ...options, durationMinutes: 45 }, null),
    hashRequest(options, 'a job'),
  ]
  expect(new Set(hashes).size).toBe(hashes.length)
})
