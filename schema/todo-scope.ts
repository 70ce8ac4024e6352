import { z } from 'zod'
import { foldText } from './fold-text.ts'
import { listReference } from './lists.ts'
import { priority } from './priority.ts'
import { tag } from './tags.ts'
import { text } from './text.ts'
import type { Todo } from './todo.ts'

const searchMaxCodePoints = 255
const maxChoices = 50

export const search = text(searchMaxCodePoints)

const oneOrMore = <T extends z.ZodType>(item: T) =>
  z
    .union([item.transform(one => [one]), z.array(item)])
    .refine(items => items.length <= maxChoices, `must be at most ${maxChoices} values`)
    .transform((items): z.output<T>[] | undefined => (items.length > 0 ? items : undefined))

/**
 * Which todos a list, a count, a job or a feed is about, by what they are rather than when they are due. A todo is meant if
 * it matches every field.
 */
export const todoScopeFields = {
  /** Todos in one of these lists: ids or names. `resolveLists` makes them ids. */
  list: oneOrMore(listReference).optional(),
  withoutList: oneOrMore(listReference).optional(),
  /** Todos with all of these tags; case and accents are ignored. */
  tag: oneOrMore(tag).optional(),
  /** Todos with none of these tags. */
  withoutTag: oneOrMore(tag).optional(),
  /** Todos with one of these priorities. */
  priority: oneOrMore(priority).optional(),
  /** Todos with a deadline, or those without. */
  hasDeadline: z.boolean('must be true or false').optional(),
  /** Words in the title or the description: see `parseWords`. */
  search: search.optional(),
}

export type TodoScope = z.output<z.ZodObject<typeof todoScopeFields>>

/** What a search asks for: all of `words`, and none of `withoutWords`. Both are folded. */
export type SearchWords = { words: string[]; withoutWords: string[] }

/** Reads words in any order. Quotes keep a phrase together; a minus excludes what follows. */
export function parseWords(search: string): SearchWords {
  const found = Array.from(search.matchAll(/(-?)(?:"([^"]*)"?|(\S+))/g), ([, minus, phrase, word = '']) => ({
    isExcluded: minus === '-',
    // A minus alone is a word.
    text: foldText((phrase ?? word) || minus || '').trim(),
  })).filter(({ text }) => text !== '')
  const pick = (isExcluded: boolean) => [
    ...new Set(found.filter(word => word.isExcluded === isExcluded).map(({ text }) => text)),
  ]
  return { words: pick(false), withoutWords: pick(true) }
}

type ScopedTodo = Pick<Todo, 'title' | 'description' | 'listId' | 'tags' | 'priority'> & {
  deadlineAt: unknown
  deadlineOn: unknown
}

/** The same condition as `inScope` of core/todos/todo-filter.ts. The lists of the scope must be ids. */
export function createScopeMatcher(scope: TodoScope): (todo: ScopedTodo) => boolean {
  const lists = scope.list && new Set(scope.list)
  const withoutLists = new Set(scope.withoutList)
  const tags = scope.tag?.map(foldText) ?? []
  const withoutTags = new Set(scope.withoutTag?.map(foldText))
  const { words, withoutWords } = parseWords(scope.search ?? '')
  const needsTags = tags.length > 0 || withoutTags.size > 0
  const needsText = words.length > 0 || withoutWords.length > 0

  return todo => {
    const list = `${todo.listId}`
    if (lists?.has(list) === false || withoutLists.has(list)) return false
    const hasDeadline = todo.deadlineAt !== null || todo.deadlineOn !== null
    if (scope.hasDeadline !== undefined && hasDeadline !== scope.hasDeadline) return false
    if (scope.priority?.includes(todo.priority) === false) return false
    if (needsTags) {
      const own = new Set(todo.tags.map(foldText))
      if (tags.some(tag => !own.has(tag)) || !own.isDisjointFrom(withoutTags)) return false
    }
    if (!needsText) return true
    const searched = `${foldText(todo.title)}\n${foldText(todo.description ?? '')}`
    return words.every(word => searched.includes(word)) && !withoutWords.some(word => searched.includes(word))
  }
}
