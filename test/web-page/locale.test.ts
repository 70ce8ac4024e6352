import { expect, test } from 'vitest'
import { chooseDirection, chooseLanguage, validLocales } from '../../client/web/language.ts'
import { toLocale } from '../../client/web/locale.ts'

const at = new Date('2026-12-04T17:05:00Z')

test.each([
  ['en', 'de-DE', 'Fri, 4 Dec 2026', '17:05', '12.345'],
  ['en', 'de', 'Fri, 4 Dec 2026', '17:05', '12.345'],
  ['en', 'en-GB', 'Fri, 4 Dec 2026', '17:05', '12,345'],
  ['en', 'en-US', 'Fri, Dec 4, 2026', '5:05 PM', '12,345'],
  ['en', 'ar-EG', 'Fri, Dec 4, 2026', '5:05 PM', '12,345'],
  ['en', 'fa-IR', 'Fri, Dec 4, 2026', '5:05 PM', '12,345'],
  ['en', 'th-TH', 'Fri, Dec 4, 2026', '5:05 PM', '12,345'],
  ['de', 'de-DE', 'Fr., 4. Dez. 2026', '17:05', '12.345'],
  ['de', 'fr-FR', 'Fr., 4. Dez. 2026', '17:05', '12.345'],
] as const)(
  'formats dates and numbers in the language %s by the conventions of %s',
  (language, browserLocale, date, time, number) => {
    const locale = toLocale(language, browserLocale)
    const utc = { timeZone: 'UTC' }
    const day = { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' } as const
    expect(new Intl.DateTimeFormat(locale, { ...day, ...utc }).format(at)).toBe(date)
    const clock = new Intl.DateTimeFormat(locale, { hour: 'numeric', minute: '2-digit', ...utc })
    expect(clock.format(at).replaceAll(/\s/gu, ' ')).toBe(time)
    expect(new Intl.NumberFormat(locale).format(12_345)).toBe(number)
  },
)

test.each([
  ['auto', ['de-AT', 'en'], 'de', 'ltr'],
  ['auto', ['fr-FR', 'de', 'en'], 'de', 'ltr'],
  ['auto', ['fr-FR'], 'en', 'ltr'],
  ['auto', ['en-US', 'de-DE'], 'en', 'ltr'],
  ['auto', ['ar-EG', 'en'], 'en', 'rtl'],
  ['auto', ['he-IL', 'de'], 'de', 'rtl'],
  ['de', ['en-US'], 'de', 'ltr'],
  ['en', ['ar-EG', 'en'], 'en', 'ltr'],
] as const)(
  'the choice %s in a browser with %j is %s, written %s',
  (choice, locales, language, direction) => {
    expect(chooseLanguage(choice, locales)).toBe(language)
    expect(chooseDirection(choice, locales)).toBe(direction)
  },
)

test('ignores invalid names of locales', () => {
  expect(validLocales(['en-US@posix', 'de-DE'])).toEqual(['de-DE'])
  expect(validLocales([])).toEqual(['en-US'])
})
