import type { Chrono } from 'chrono-node/en'
import { validLocales } from '../../language.ts'
import { createChrono } from './find-dates.ts'
import type { QuickAddLanguage } from './quick-add-language.ts'

export type LoadedLanguage = { chrono: Chrono; language: QuickAddLanguage }

const loaders: Record<string, () => Promise<QuickAddLanguage>> = {
  de: async () => (await import('./german.ts')).german,
  en: async () => (await import('./english.ts')).english,
  fr: async () => (await import('./french.ts')).french,
  ja: async () => (await import('./japanese.ts')).japanese,
  pt: async () => (await import('./portuguese.ts')).portuguese,
}

/** The languages of the locales that quick add can read, the preferred one first, and English. */
export async function loadLanguages(locales: readonly string[]): Promise<LoadedLanguage[]> {
  const valid = validLocales(locales)
  const codes = valid.map(locale => new Intl.Locale(locale).language).filter(code => code in loaders)
  const dayFirst = isDayFirst(valid[0])
  return Promise.all(
    [...new Set([...codes, 'en'])].map(async code => {
      const language = await loaders[code]?.()
      if (!language) throw new Error(`There is no parser of the language ${code}`)
      return { language, chrono: createChrono(language, dayFirst) }
    }),
  )
}

function isDayFirst(locale: string | undefined): boolean {
  const parts = new Intl.DateTimeFormat(locale).formatToParts().map(({ type }) => type)
  return parts.indexOf('day') < parts.indexOf('month')
}
