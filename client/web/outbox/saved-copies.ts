import type { QueryClient } from '@tanstack/react-query'
import type { Todo } from '../../create-client.ts'
import { cachedDueTodos, type DueTodo, placeInDays } from '../todos/cached-days.ts'
import { cachedTodos, dropTodo, placeTodo } from '../todos/cached-todos.ts'
import { wasSavedHere } from './saved-ids.ts'
import type { Change, StoredChange } from './stored-changes.ts'

/**
 * The server can list a new todo before this page has the answer that names its id: after a reload, in another tab, or when
 * the answer is slow. Until then the page shows its own copy, which can have been changed since, and hides the server's. It
 * has the same title, and is newer than every todo that the page knew when the new one was made.
 */

/** The server's copies that are hidden, by the temporary ids of their todos. */
const hidden = new Map<number, Todo | DueTodo>()

/** The highest id of a saved todo that the page knows. */
export function newestId(queryClient: QueryClient): number {
  let newest = 0
  for (const { id } of allCached(queryClient)) newest = Math.max(newest, id)
  return newest
}

export function hideSavedCopy(queryClient: QueryClient, change: StoredChange & { kind: 'create' }): void {
  const copy = findSavedCopy(queryClient, change)
  if (!copy) return
  hidden.set(change.todo.id, copy)
  dropTodo(queryClient, copy.id)
}

/** Shows what the server has when the page no longer shows its own copy. */
export function showSavedCopy(queryClient: QueryClient, { todo }: Change): void {
  const copy = hidden.get(todo.id)
  if (!copy) return
  if (isWhole(copy)) placeTodo(queryClient, copy)
  else placeInDays(queryClient, copy)
}

function findSavedCopy(
  queryClient: QueryClient,
  { todo, newestKnown = Infinity }: StoredChange & { kind: 'create' },
): Todo | DueTodo | undefined {
  const known = hidden.get(todo.id)
  const isCopy = ({ id, title }: DueTodo) =>
    known ? id === known.id : id > newestKnown && title === todo.title && !isOfAnother(id)
  for (const other of allCached(queryClient)) if (isCopy(other)) return other
  return undefined
}

/** New todos may have the same title. */
const isOfAnother = (id: number): boolean =>
  wasSavedHere(id) || [...hidden.values()].some(copy => copy.id === id)

function* allCached(queryClient: QueryClient): Generator<Todo | DueTodo> {
  yield* cachedTodos(queryClient)
  yield* cachedDueTodos(queryClient)
}

export const isWhole = (todo: Todo | DueTodo): todo is Todo => 'createdAt' in todo
