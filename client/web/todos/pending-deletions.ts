import type { Todo } from '../../create-client.ts'

/**
 * Todos that are gone from the page, but not yet from the server: until they are sent, a deletion can be undone and the
 * todo keeps its identity, by which calendar programs know it. They outlive a reload of the page.
 */
type GoneTodo = { todo: Todo; isSent: boolean }

const storageKey = 'taskoverflow-gone-todos'
const gone = new Map<number, GoneTodo>(read().map(todo => [todo.id, { todo, isSent: false }]))
/** Answers that were under way when the server deleted these still hold them. Ids are not used again. */
const deleted = new Set<number>()

export const isGone = (id: number): boolean => gone.has(id) || deleted.has(id)
export const goneTodos = (): Todo[] => [...gone.values()].map(({ todo }) => todo)

export function addGone(todo: Todo): void {
  gone.set(todo.id, { todo, isSent: false })
  keep()
}

/** Those that nobody has taken for sending yet; from now on they cannot be taken back. */
export function takeUnsent(ids: number[] = [...gone.keys()]): Todo[] {
  const unsent = ids.flatMap(id => gone.get(id) ?? []).filter(({ isSent }) => !isSent)
  for (const entry of unsent) entry.isSent = true
  return unsent.map(({ todo }) => todo)
}

/** @returns whether it was not too late */
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
    // No room: a reload shows them until they are deleted.
  }
}

function read(): Todo[] {
  try {
    return JSON.parse(sessionStorage.getItem(storageKey) ?? '[]') as Todo[]
  } catch {
    return []
  }
}
