import { foldText } from '../../../schema/fold-text.ts'
import { tagWord } from './quick-add/tag-word.ts'

const maxSuggested = 12
const isWord = new RegExp(`^${tagWord}$`, 'u')

type Known = { lists: readonly string[]; tags: readonly string[] }

/** Continuations of a line that ends with the beginning of a `@list` or a `#tag`: each is the whole line. */
export function suggestLabels(line: string, { lists, tags }: Known): string[] {
  const [, before = '', sign, typed = ''] = /^(|.*\s)([@#])([^@#]*)$/s.exec(line) ?? []
  if (sign === undefined) return []
  const names = sign === '@' ? lists : tags.filter(name => isWord.test(name))
  const start = foldText(typed)
  return names
    .filter(name => foldText(name).startsWith(start) && name !== typed)
    .slice(0, maxSuggested)
    .map(name => `${before}${sign}${name}`)
}
