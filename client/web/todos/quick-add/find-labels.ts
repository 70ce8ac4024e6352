import { distinctTexts, foldText } from '../../../../schema/fold-text.ts'
import type { Priority } from '../../../../schema/priority.ts'
import type { QuickAddLanguage, NamedPriority } from './quick-add-language.ts'
import type { Mark } from './mark-words.ts'
import { tagWord } from './tag-word.ts'

type NamedList = { id: number; name: string }

/** What else a line says of its todo, and the words that say it. */
export type Labels = {
  list: string | undefined
  tags: string[]
  priority: Priority | undefined
  marks: Mark[]
}

const maxTagLength = 50

/** What follows ends the word: `C#`, `a@b.de` and `#a/b` are none. */
const tag = new RegExp(`(?<=^|\\s)#(${tagWord})(?=[\\s,.;:!?)]|$)`, 'gu')
const priority = /(?<=^|\s)!(\p{L}+)(?=[\s,.;:?)]|$)/gu
const namedPriorities: NamedPriority[] = ['high', 'medium', 'low']
const mention = /(?<=^|\s)@/g

/**
 * Finds `#tag`, `@list` and `!high`. A list must exist, because others are mentioned with an @ too; of names that begin the
 * same, the longest counts. Two lists, or two priorities, are none.
 */
export function findLabels(
  text: string,
  lists: readonly NamedList[],
  languages: readonly Pick<QuickAddLanguage, 'priorities'>[],
): Labels {
  const tags = [...text.matchAll(tag)].filter(({ 1: name = '' }) => name.length <= maxTagLength)
  const priorities = [...text.matchAll(priority)].flatMap(({ index, 0: words, 1: name = '' }) => {
    const value = readPriority(name, languages)
    return value ? [{ index, 0: words, value }] : []
  })
  const mentions = findMentions(text, lists)
  const chosenPriority = priorities.length === 1 ? priorities : []
  const chosenList = mentions.length === 1 ? mentions : []
  return {
    list: chosenList[0] && `${chosenList[0].list.id}`,
    tags: distinctTexts(tags.map(({ 1: name = '' }) => name)),
    priority: chosenPriority[0]?.value,
    marks: [
      ...[...tags, ...chosenPriority].map(({ index, 0: words }) => ({
        start: index,
        end: index + words.length,
      })),
      ...chosenList.map(({ start, end }) => ({ start, end })),
    ],
  }
}

function readPriority(name: string, languages: readonly Pick<QuickAddLanguage, 'priorities'>[]) {
  return namedPriorities.find(value =>
    languages.some(({ priorities }) => foldText(priorities[value]) === foldText(name)),
  )
}

function findMentions(text: string, lists: readonly NamedList[]): (Mark & { list: NamedList })[] {
  return [...text.matchAll(mention)].flatMap(({ index: start }) => {
    const found = lists
      .flatMap(list => [list.name, list.name.replaceAll(/\s+/g, '-')].map(name => ({ list, name })))
      .map(({ list, name }) => ({ list, start, end: start + 1 + name.length, name }))
      .filter(({ end, name }) => {
        const written = text.slice(start + 1, end)
        return foldText(written) === foldText(name) && !/^[\p{L}\p{N}_@-]|^\.\p{L}/u.test(text.slice(end))
      })
      .toSorted((one, other) => other.end - one.end)
    return found.slice(0, 1)
  })
}
