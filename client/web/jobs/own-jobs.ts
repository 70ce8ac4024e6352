import { useSyncExternalStore } from 'react'

const storageKey = 'taskoverflow-own-jobs'

const listeners = new Set<() => void>()
const shown = new Set<string>()
let ids = read()

/** The unfinished jobs that this page has created, also before a reload. */
export const useOwnJobs = (): readonly string[] => useSyncExternalStore(subscribe, () => ids)

export const addOwnJob = (id: string): void => write([...ids, id])

export const removeOwnJob = (id: string): void => write(ids.filter(other => other !== id))

/** Marks a job as shown beside its result, which needs no notification. @returns a function that ends it */
export function markAsShown(id: string): () => void {
  shown.add(id)
  return () => void shown.delete(id)
}

export const isShown = (id: string): boolean => shown.has(id)

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

function write(next: readonly string[]): void {
  ids = next
  sessionStorage.setItem(storageKey, JSON.stringify(next))
  for (const listener of listeners) listener()
}

function read(): readonly string[] {
  return JSON.parse(sessionStorage.getItem(storageKey) ?? '[]') as string[]
}
