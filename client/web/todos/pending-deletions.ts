import type { Todo } from '../../create-client.ts'

/**
 * Todos that are hidden from the page but not yet deleted on the server. Until then a deletion can be undone, and the
 * todo keeps the UID by which calendar apps identify it. They survive a reload.
 */
type PendingDeletion = { todo: Todo; isSent: boolean }

const storageKey = 'taskoverflow-pending-deletions'
const pending = new Map<number, PendingDeletion>(read().map(todo => [todo.id, { todo, isSent: false }]))
/** Answers that were under way at the time of a deletion can still contain it. Ids are never reused. */
const deleted = new Set<number>()

export const isDeleted = (id: number): boolean => pending.has(id) || deleted.has(id)
export const pendingDeletions = (): Todo[] => [...pending.values()].map(({ todo }) => todo)

export function addPendingDeletion(todo: Todo): void {
  pending.set(todo.id, { todo, isSent: false })
  keep()
}

/** Takes those that are not being sent yet; they can no longer be undone. */
export function takeUnsent(ids: number[] = [...pending.keys()]): Todo[] {
  const unsent = ids.flatMap(id => pending.get(id) ?? []).filter(({ isSent }) => !isSent)
  for (const entry of unsent) entry.isSent = true
  return unsent.map(({ todo }) => todo)
}

/** @returns whether it was in time */
export function cancelDeletion(id: number): boolean {
  if (pending.get(id)?.isSent !== false) return false
  removePendingDeletion(id)
  return true
}

/** The server has deleted it. */
export function confirmDeletion(id: number): void {
  deleted.add(id)
  removePendingDeletion(id)
}

/** It is there again. */
export function removePendingDeletion(id: number): void {
  pending.delete(id)
  keep()
}

function keep(): void {
  try {
    sessionStorage.setItem(storageKey, JSON.stringify(pendingDeletions()))
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
