import { foldText } from './fold-text.ts'
import type { Todo } from './todo.ts'
import type { TodoScope } from './todo-scope.ts'

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
    if (lists?.has(`${todo.listId}`) === false) return false
    if (withoutLists.size > 0 && withoutLists.has(`${todo.listId}`)) return false
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
