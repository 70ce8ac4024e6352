import { type Language, language } from '../language.ts'
import { isolate } from './format-text.ts'

type Translations<Texts> = Record<Exclude<Language, 'en'>, () => Promise<{ texts: Texts }>>

const missing = new Set<() => Promise<void>>()

/**
 * The texts of a subject in the language of the page. A translation is there once `loadTexts` has loaded it, before anything
 * is rendered; until then the texts are English. Hence texts are read in functions, never when a module is loaded.
 */
export function inLanguage<Texts extends object>(english: Texts, translations: Translations<Texts>): Texts {
  const texts = isolateValues(english)
  if (language === 'en') return texts
  const loadTranslation = translations[language]
  async function load() {
    Object.assign(texts, isolateValues((await loadTranslation()).texts))
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

/** Isolates the values of texts: names and titles can be in scripts of another direction. Elements isolate themselves. */
function isolateValues<Texts extends object>(texts: Texts): Texts {
  const isolated = Object.entries(texts).map(([name, text]: [string, unknown]) => [name, isolateIn(text)])
  return Object.fromEntries(isolated) as Texts
}

function isolateIn(text: unknown): unknown {
  if (typeof text === 'function')
    return (...values: unknown[]): unknown =>
      text(...values.map(value => (typeof value === 'string' ? isolate(value) : value)))
  const isGroup = typeof text === 'object' && Object.getPrototypeOf(text) === Object.prototype
  return isGroup ? isolateValues(text as object) : text
}
