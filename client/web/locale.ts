/**
 * The locale of dates and numbers. The words around them are English, so these are, too, in the order and with the clock of
 * the browser's region.
 */
export const locale = toEnglish(Intl.DateTimeFormat().resolvedOptions().locale)

/** `en-DE` for `de-DE`. Calendar and digits are those of the rest of the page in every region. */
export function toEnglish(browserLocale: string): string {
  const { region = 'US' } = new Intl.Locale(browserLocale).maximize()
  return `en-${region}-u-ca-gregory-nu-latn`
}

const number = new Intl.NumberFormat(locale)

export const formatCount = (count: number): string => number.format(count)
