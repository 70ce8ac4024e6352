import { foldText } from '../../../schema/fold-text.ts'
import { priorities } from '../../../schema/priority.ts'
import { quoteName } from './quote-name.ts'

const keys = ['list:', 'tag:', 'p:', 'is:', 'due:']
const maxSuggested = 12

type Known = { lists: readonly string[]; tags: readonly string[] }

/** Continuations of a filter that is being typed: each is the whole text. */
export function suggestFilters(text: string, { lists, tags }: Known): string[] {
  const [last = ''] = /(?:[a-z]+:"(?:[^"]|"")*|\S*)$/i.exec(text) ?? []
  const before = text.slice(0, text.length - last.length)
  const [, minus = '', key, typed = ''] = /^(-?)(?:([a-z]+):"?)?(.*)$/i.exec(last) ?? []
  const values = {
    list: lists.map(quoteName),
    tag: tags.map(quoteName),
    p: [...priorities],
    is: ['open', 'done', 'overdue'],
    due: ['none', 'any'],
  }
  const isKey = (name: string): name is keyof typeof values => Object.hasOwn(values, name)
  const name = key?.toLowerCase()
  const found =
    name === undefined
      ? keys.filter(start => start.startsWith(typed.toLowerCase()))
      : isKey(name)
        ? values[name]
            .filter(value => foldText(value.replace(/^"/, '')).startsWith(foldText(typed)))
            .map(value => `${name}:${value}`)
        : []
  return found
    .slice(0, maxSuggested)
    .map(continuation => `${before}${minus}${continuation}`)
    .filter(suggested => suggested !== text)
}
