import { inLanguage } from './in-language.ts'
import { isolate } from './format-text.ts'

/**
 * Sentences of the server and their translations, which have the same values in the same order: `{}` is a value that stays
 * as it is, `{text}` a sentence in the sentence. The name of a field before it is not part of a sentence.
 */
export type Sentences = Record<string, string>

const english: { sentences: Sentences } = { sentences: {} }

const texts = inLanguage(english, { de: () => import('./de/server-messages.ts') })

/** The problems of fields in a message: `title: must not be empty; deadlineOn: must be a date`. */
export function splitProblems(message: string): { path: string | undefined; text: string }[] {
  return message.split(/; (?=[\w.]+: )/).map(problem => {
    const [, path, text = problem] = /^([\w.]+): (.+)$/s.exec(problem) ?? []
    return { path, text }
  })
}

/**
 * What the server says, in the language of the page: the server speaks English at all its doors. A sentence that is not in the
 * catalogue stays as it is.
 */
export function translateServerMessage(message: string, sentences = texts.sentences): string {
  const patterns = findPatterns(sentences)
  if (patterns.length === 0) return message
  const whole = translate(message, patterns)
  if (whole !== undefined) return whole
  return splitProblems(message)
    .map(({ path, text }) => (path === undefined ? '' : `${path}: `) + (translate(text, patterns) ?? text))
    .join('; ')
}

type Pattern = { sentence: RegExp; isText: boolean[]; translation: string }

const placeholder = /\{(?:text)?\}/g
const patternsOf = new WeakMap<Sentences, Pattern[]>()

/** Those with the most words of their own first. */
function findPatterns(sentences: Sentences): Pattern[] {
  const known = patternsOf.get(sentences)
  if (known) return known
  const patterns = Object.entries(sentences)
    .toSorted(([a], [b]) => countOwn(b) - countOwn(a))
    .map(([sentence, translation]) => ({
      sentence: new RegExp(`^${sentence.split(placeholder).map(escape).join('(.*)')}$`, 's'),
      isText: (sentence.match(placeholder) ?? []).map(found => found === '{text}'),
      translation,
    }))
  patternsOf.set(sentences, patterns)
  return patterns
}

const countOwn = (sentence: string) => sentence.replaceAll(placeholder, '').length
const escape = (text: string) => text.replaceAll(/[$()*+.?[\\\]^{|}]/g, String.raw`\$&`)

function translate(message: string, patterns: readonly Pattern[]): string | undefined {
  for (const { sentence, isText, translation } of patterns) {
    const values = sentence.exec(message)?.slice(1)
    if (!values) continue
    const written = values.map((value, index) =>
      isolate(isText[index] ? (translate(value, patterns) ?? value) : value),
    )
    return translation.replaceAll(placeholder, () => written.shift() ?? '')
  }
  return undefined
}
