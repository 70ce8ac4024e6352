import { type Language, language } from '../language.ts'

type Translations<Texts> = Record<Exclude<Language, 'en'>, () => Promise<{ texts: Texts }>>

const missing = new Set<() => Promise<void>>()

/**
 * The texts of a subject in the language of the page. A translation is there once `loadTexts` has loaded it, before anything
 * is rendered; until then the texts are English. Hence texts are read in functions, never when a module is loaded.
 */
export function inLanguage<Texts extends object>(english: Texts, translations: Translations<Texts>): Texts {
  if (language === 'en') return english
  const texts = { ...english }
  const loadTranslation = translations[language]
  async function load() {
    Object.assign(texts, (await loadTranslation()).texts)
    missing.delete(load)
  }
  missing.add(load)
  return texts
}

/** Loads the texts of all modules that are loaded so far, in the language of the page. Those that can be loaded are, also when it rejects. */
export async function loadTexts(): Promise<void> {
  const results = await Promise.allSettled([...missing].map(load => load()))
  const failure = results.find(({ status }) => status === 'rejected')
  if (failure?.status === 'rejected') throw failure.reason
}
