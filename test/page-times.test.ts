import { describe, expect, it } from 'vitest'
import { formatDistance } from '../client/web/time.ts'

/** Early in the morning: tomorrow evening is nearly two days away, and yet tomorrow. */
const now = new Date(2026, 10, 25, 5)

describe('how far away a time is', () => {
  it.each([
    ['1 min', new Date(2026, 10, 25, 5, 0, 10)],
    ['40 min', new Date(2026, 10, 25, 5, 40)],
    ['19 h', new Date(2026, 10, 25, 23, 59)],
    ['20 h', new Date(2026, 10, 26, 1)],
    ['1 day', new Date(2026, 10, 26, 23, 59)],
    ['3 days', new Date(2026, 10, 28, 19)],
    ['2 weeks', new Date(2026, 11, 9)],
    ['3 months', new Date(2027, 1, 25)],
    ['2 years', new Date(2028, 10, 25)],
    ['1 day', new Date(2026, 10, 24, 1)],
    ['5 days', new Date(2026, 10, 20, 23, 59)],
  ])('is told by the calendar: %s', (words, at) => {
    expect(formatDistance(at, now)).toBe(words)
    expect(formatDistance(now, at)).toBe(words)
  })
})
