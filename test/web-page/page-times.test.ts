import { describe, expect, it } from 'vitest'
import { formatDistance } from '../../client/web/time.ts'

/** Early in the morning: tomorrow evening is nearly two days away, but still tomorrow. */
const now = new Date(2026, 10, 25, 5)

describe('the distance between two times', () => {
  it.each([
    ['1 min', new Date(2026, 10, 25, 5, 0, 10)],
    ['40 min', new Date(2026, 10, 25, 5, 40)],
    ['59 min', new Date(2026, 10, 25, 5, 59, 59)],
    ['1 h', new Date(2026, 10, 25, 6)],
    ['18 h', new Date(2026, 10, 25, 23, 59)],
    ['23 h', new Date(2026, 10, 26, 4, 59)],
    ['20 h', new Date(2026, 10, 26, 1)],
    ['1 day', new Date(2026, 10, 26, 23, 59)],
    ['3 days', new Date(2026, 10, 28, 19)],
    ['13 days', new Date(2026, 11, 8, 23)],
    ['2 weeks', new Date(2026, 11, 9)],
    ['2 weeks', new Date(2026, 11, 15, 23)],
    ['8 weeks', new Date(2027, 0, 24, 23)],
    ['2 months', new Date(2027, 0, 25)],
    ['2 months', new Date(2027, 1, 24)],
    ['3 months', new Date(2027, 1, 25)],
    ['23 months', new Date(2028, 10, 24)],
    ['2 years', new Date(2028, 10, 25)],
    ['2 years', new Date(2029, 10, 24)],
    ['3 years', new Date(2023, 2, 15)],
    ['3 years', new Date(2022, 10, 26)],
    ['4 years', new Date(2022, 10, 25)],
    ['1 day', new Date(2026, 10, 24, 1)],
    ['5 days', new Date(2026, 10, 20, 23, 59)],
  ])('is counted in calendar days: %s', (words, at) => {
    expect(formatDistance(at, now)).toBe(words)
    expect(formatDistance(now, at)).toBe(words)
  })
})
