import { expect, test } from 'vitest'
import { toEnglish } from '../../client/web/locale.ts'

const at = new Date('2026-12-04T17:05:00Z')

test.each([
  ['de-DE', 'Fri, 4 Dec 2026', '17:05', '12.345'],
  ['de', 'Fri, 4 Dec 2026', '17:05', '12.345'],
  ['en-GB', 'Fri, 4 Dec 2026', '17:05', '12,345'],
  ['en-US', 'Fri, Dec 4, 2026', '5:05 PM', '12,345'],
  ['ar-EG', 'Fri, Dec 4, 2026', '5:05 PM', '12,345'],
  ['fa-IR', 'Fri, Dec 4, 2026', '5:05 PM', '12,345'],
  ['th-TH', 'Fri, Dec 4, 2026', '5:05 PM', '12,345'],
])('dates and numbers are English, in the form of the region of %s', (browserLocale, date, time, number) => {
  const locale = toEnglish(browserLocale)
  const utc = { timeZone: 'UTC' }
  const day = { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' } as const
  expect(new Intl.DateTimeFormat(locale, { ...day, ...utc }).format(at)).toBe(date)
  const clock = new Intl.DateTimeFormat(locale, { hour: 'numeric', minute: '2-digit', ...utc })
  expect(clock.format(at).replaceAll(/\s/gu, ' ')).toBe(time)
  expect(new Intl.NumberFormat(locale).format(12_345)).toBe(number)
})
