import type { Todo } from '../../create-client.ts'

/**
 * Todos that are hidden from the page but not yet deleted on the server. Until then a deletion can be undone, and the
 * todo keeps the UID by which calendar programs know it. They survive a reload.
 */
type GoneTodo = { todo: Todo; isSent: boolean }

const storageKey = 'taskoverflow-gone-todos'
const gone = new Map<number, GoneTodo>(read().map(todo => [todo.id, { todo, isSent: false }]))
/** Answers that were under way at the time of a deletion can still contain it. Ids are never reused. */
const deleted = new Set<number>()

export const isGone = (id: number): boolean => gone.has(id) || deleted.has(id)
export const goneTodos = (): Todo[] => [...gone.values()].map(({ todo }) => todo)

export function addGone(todo: Todo): void {
  gone.set(todo.id, { todo, isSent: false })
  keep()
}

/** Takes those that are not being sent yet; they can no longer be undone. */
export function takeUnsent(ids: number[] = [...gone.keys()]): Todo[] {
  const unsent = ids.flatMap(id => gone.get(id) ?? []).filter(({ isSent }) => !isSent)
  for (const entry of unsent) entry.isSent = true
  return unsent.map(({ todo }) => todo)
}

/** @returns whether it was in time */
export function takeBack(id: number): boolean {
  if (gone.get(id)?.isSent !== false) return false
  removeGone(id)
  return true
}

/** The server has deleted it. */
export function confirmGone(id: number): void {
  deleted.add(id)
  removeGone(id)
}

/** It is there again. */
export function removeGone(id: number): void {
  gone.delete(id)
  keep()
}

function keep(): void {
  try {
    sessionStorage.setItem(storageKey, JSON.stringify(goneTodos()))
  } catch {
    // The storage is full: a reload shows them until they are deleted.
  }
}

function read(): Todo[] {
  try {
    return JSON.parse(sessionStorage.getItem(storageKey) ?? '[]') as Todo[]
  } catch {
    return []
  }
}
