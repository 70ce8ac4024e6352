import { browserLocales, type Language, language } from './language.ts'

/** The locale of dates and numbers: the language of the page, in the order and with the clock of the browser's region. */
export const locale = toLocale(language, browserLocales[0] ?? 'en-US')

/** `en-DE` for English and `de-DE`. Calendar and digits are those of the rest of the page in every region. */
export function toLocale(language: Language, browserLocale: string): string {
  const { region = 'US' } = new Intl.Locale(browserLocale).maximize()
  return `${language}-${region}-u-ca-gregory-nu-latn`
}

const number = new Intl.NumberFormat(locale)

export const formatCount = (count: number): string => number.format(count)
