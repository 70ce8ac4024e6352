import { expect, test } from 'vitest'
import { hashRequest } from '../../core/calendar-jobs/idempotency.ts'
import {
  calendarOptions,
  originalCalendarOptions,
  type RequestedOptions,
} from '../../schema/calendar-options.ts'

const defaults = calendarOptions.parse({})
const options = calendarOptions.parse({ name: 'Mine', alarms: [10, 60], completed: 'only' })

const withNew = (known: RequestedOptions, value: unknown) => ({ fresh: value, ...known }) as RequestedOptions

test('keeps the hash when an option with a default is added', () => {
  for (const known of [options, defaults, originalCalendarOptions]) {
    for (const fresh of ['default', [], { a: 1 }, false, null]) {
      const newDefaults = withNew(defaults, fresh)
      expect(hashRequest(withNew(known, fresh), null, newDefaults)).toBe(hashRequest(known, null))
      expect(hashRequest(withNew(known, 'chosen'), null, newDefaults)).not.toBe(hashRequest(known, null))
    }
  }
})

test('hashes options independently of their order', () => {
  const reversed = Object.fromEntries(Object.entries(options).toReversed()) as RequestedOptions
  expect(hashRequest(reversed, null)).toBe(hashRequest(options, null))
})

test('gives different options and a retry different hashes', () => {
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
