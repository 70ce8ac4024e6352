import { useSyncExternalStore } from 'react'
import { v4 as uuid } from 'uuid'
import type { NewTodoInput, TodoChangeInput } from '../../../schema/todo.ts'
import type { Todo } from '../../create-client.ts'
import { pageAccount } from '../account/page-account.ts'
import { t } from '../messages/outbox.ts'
import type { DueTodo } from '../todos/cached-days.ts'

/** `todo` is the todo before the change, as far as the view knew it; of a new one, as it is shown until it is saved. */
export type Change =
  /** `newestKnown` is the highest id of a saved todo that the page knew. */
  | { kind: 'create'; todo: Todo; input: NewTodoInput; newestKnown?: number }
  | { kind: 'update'; todo: Todo | DueTodo; change: TodoChangeInput }
  | { kind: 'delete'; todo: Todo }
  | { kind: 'restore'; todo: Todo; change?: TodoChangeInput }

/** Why a change waits for a decision of the user. */
export type ChangeProblem =
  | { kind: 'conflict'; now: Todo }
  | { kind: 'deleted' }
  | { kind: 'refused'; reason: string }

export type StoredChange = Change & {
  /** The changes in the order of their ids are in the order in which they were made. It is the idempotency key of a new todo. */
  id: string
  account: string | undefined
  /** The server was not reached at once: the change is sent later, unless the todo has changed elsewhere in the meantime. */
  isKept?: boolean
  /** The user has decided on a conflict. */
  isForced?: boolean
  problem?: ChangeProblem | undefined
}

const prefix = 'taskoverflow-change-'
/** A browser keeps some 5 million characters for a page. */
const maxChanges = 1_000

let changes: readonly StoredChange[] = readAll()
const listeners = new Set<(removed: readonly StoredChange[]) => void>()

function readAll(): StoredChange[] {
  return Object.keys(localStorage)
    .filter(key => key.startsWith(prefix))
    .toSorted()
    .flatMap(key => parse(localStorage.getItem(key)) ?? [])
    .filter(({ account }) => account === pageAccount)
}

function parse(text: string | null): StoredChange | null {
  try {
    return JSON.parse(text ?? 'null') as StoredChange | null
  } catch {
    return null
  }
}

function set(next: readonly StoredChange[]): void {
  const kept = new Set(next.map(({ id }) => id))
  const removed = changes.filter(({ id }) => !kept.has(id))
  changes = next
  for (const listener of listeners) listener(removed)
}

const store = (change: StoredChange) => localStorage.setItem(prefix + change.id, JSON.stringify(change))

/** Reads what other tabs have stored. */
export const readChanges = (): void => set(readAll())

/** Follows other tabs. @param onWaiting is called with what is sent later there, as soon as that is known */
export function followChanges(onWaiting: (waiting: readonly StoredChange[]) => void): void {
  addEventListener('storage', ({ key }) => {
    if (key !== null && !key.startsWith(prefix)) return
    const known = new Set(changes.filter(isWaiting).map(({ id }) => id))
    readChanges()
    const waiting = changes.filter(change => isWaiting(change) && !known.has(change.id))
    if (waiting.length > 0) onWaiting(waiting)
  })
}

/** Calls `listener` after each change of the outbox, in this tab or another one. */
export function onChanges(listener: (removed: readonly StoredChange[]) => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export const storedChanges = (): readonly StoredChange[] => changes

export const findChange = (id: string): StoredChange | undefined => changes.find(change => change.id === id)

/** The changes that the server has not answered yet, in their order. */
export const useStoredChanges = (): readonly StoredChange[] => useSyncExternalStore(onChanges, storedChanges)

/** Whether a change is sent as soon as the server can be reached. */
export const isWaiting = ({ isKept, problem }: StoredChange): boolean =>
  isKept === true && problem === undefined

/** Whether the user has to decide about a new todo that the server has refused. */
export const isUndecided = (temporaryId: number): boolean =>
  changes.some(({ kind, todo, problem }) => kind === 'create' && todo.id === temporaryId && problem)

/** The ids of the todos whose changes are sent later. */
export const useKeptTodos = (): ReadonlySet<number> =>
  new Set(
    useStoredChanges()
      .filter(isWaiting)
      .map(({ todo }) => todo.id),
  )

let lastMs = Number(changes.at(-1)?.id.split('-')[0] ?? 0)

/** Stores a change before it is sent, so that it outlives the page. @throws Error when there is no room */
export function addChange(change: Change): StoredChange {
  lastMs = Math.max(Date.now(), lastMs + 1)
  const added: StoredChange = { ...change, id: `${lastMs}-${uuid()}`, account: pageAccount }
  if (changes.length >= maxChanges) throw new Error(t.full)
  try {
    store(added)
  } catch (cause) {
    throw new Error(t.full, { cause })
  }
  set([...changes, added])
  return added
}

/** Replaces stored changes, and removes those that become null; those that are gone stay gone. */
export function replaceChanges(replace: (change: StoredChange) => StoredChange | null): void {
  const results = changes.map(replace)
  const next = results.filter(change => change !== null)
  const replaced = next.filter(change => !changes.includes(change))
  if (replaced.length === 0 && next.length === changes.length) return
  for (const change of replaced) if (localStorage.getItem(prefix + change.id) !== null) store(change)
  for (const [n, { id }] of changes.entries()) if (results[n] === null) localStorage.removeItem(prefix + id)
  set(next)
}

export function removeChange(id: string): void {
  localStorage.removeItem(prefix + id)
  set(changes.filter(change => change.id !== id))
}
