import type { TodoSort } from '../../../schema/todo-filter.ts'
import type { Todo } from '../../create-client.ts'
import { compareIds } from './todo-id.ts'
import type { TodoList } from './todo-list.ts'

type Compare = (one: Todo, other: Todo, direction: number) => number

const alphabet = new Intl.Collator('en')

const compareCodes = (one: string, other: string) => Number(one > other) - Number(one < other)

/** Instants sort as text, except for the `Z` after optional fractions. */
const compareInstants = (one: string, other: string) => compareCodes(one.slice(0, -1), other.slice(0, -1))

/** Orders titles that differ only in their encoding too, such as the two forms of `é`. */
const compareTitles = (one: string, other: string) => alphabet.compare(one, other) || compareCodes(one, other)

const compareBy = {
  created: (one, other, direction) => direction * compareInstants(one.createdAt, other.createdAt),
  deadline(one, other, direction) {
    if (one.dueAt === null || other.dueAt === null)
      return Number(one.dueAt === null) - Number(other.dueAt === null)
    return direction * compareInstants(one.dueAt, other.dueAt)
  },
  title: (one, other, direction) => direction * compareTitles(one.title, other.title),
  // Only the server knows it: what is new comes first.
  relevance: () => 0,
} satisfies Record<TodoSort, Compare>

/** The server's order, for todos that are shown before the server has answered. */
export function compareTodos(
  one: Todo,
  other: Todo,
  { sort, order }: Pick<TodoList, 'sort' | 'order'>,
): number {
  const direction = order === 'asc' ? 1 : -1
  return compareBy[sort](one, other, direction) || direction * compareIds(one, other)
}
