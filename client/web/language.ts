/** The languages of the page, by their own names. Their texts are in `messages/`. */
export const languageNames = { en: 'English', de: 'Deutsch' }

export type Language = keyof typeof languageNames
/** `auto`: the first language of the browser that the page has. */
export type LanguageChoice = 'auto' | Language

const languages = Object.keys(languageNames) as Language[]
const storageKey = 'taskoverflow-language'

const findChoice = (stored: string | null): LanguageChoice =>
  languages.find(name => name === stored) ?? 'auto'

// Some modules of the page are also used by tests in Node.js, which has languages but no storage.
const isBrowser = 'document' in globalThis
export const languageChoice: LanguageChoice = findChoice(isBrowser ? localStorage.getItem(storageKey) : null)

/** All texts change: the page is loaded again. Unsaved input is kept. */
export function saveLanguageChoice(choice: LanguageChoice): void {
  localStorage.setItem(storageKey, choice)
  location.reload()
}

/** The locales of the browser, the preferred one first. Some browsers have invalid ones, such as `en-US@posix`. */
export const browserLocales: readonly string[] = validLocales(navigator.languages)

export function validLocales(locales: readonly string[]): string[] {
  const valid = locales.filter(isValid)
  return valid.length > 0 ? valid : ['en-US']
}

function isValid(locale: string): boolean {
  try {
    return Intl.getCanonicalLocales(locale).length > 0
  } catch {
    return false
  }
}

const languageOf = (locale: string) => new Intl.Locale(locale).language

export function chooseLanguage(choice: LanguageChoice, locales: readonly string[]): Language {
  if (choice !== 'auto') return choice
  const wanted = locales.map(languageOf)
  return wanted.map(code => languages.find(name => name === code)).find(name => name !== undefined) ?? 'en'
}

export const language: Language = chooseLanguage(languageChoice, browserLocales)

const rightToLeftScripts = ['Adlm', 'Arab', 'Hebr', 'Mand', 'Nkoo', 'Rohg', 'Syrc', 'Thaa']

/** The direction of the page is that of the browser's language, also while its texts are in another one. */
export function chooseDirection(choice: LanguageChoice, locales: readonly string[]): 'ltr' | 'rtl' {
  const [preferred = 'en'] = choice === 'auto' ? locales : [choice]
  const { script = '' } = new Intl.Locale(preferred).maximize()
  return rightToLeftScripts.includes(script) ? 'rtl' : 'ltr'
}

export const direction = chooseDirection(languageChoice, browserLocales)
