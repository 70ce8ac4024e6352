import { queryClient } from '../api.ts'
import type { Todo } from '../../create-client.ts'
import { dropTodo } from '../todos/cached-todos.ts'
import { toNew, withChange } from '../todos/changed-todo.ts'
import { isSaved } from '../todos/todo-id.ts'
import { replaceChanges, type StoredChange, storedChanges } from './stored-changes.ts'

/*
 * A new todo can be changed before it is saved. Such a later change can be sent when the todo has its id.
 */

type NewTodo = StoredChange & { kind: 'create' }

const isLater = ({ kind, todo }: StoredChange): boolean => kind !== 'create' && !isSaved(todo)

/** The changes of a new todo since it was made, in their order. */
export const laterChanges = ({ kind, todo }: StoredChange): StoredChange[] =>
  kind === 'create'
    ? storedChanges().filter(other => isLater(other) && !other.problem && other.todo.id === todo.id)
    : []

/** Removes a change, and with a new todo its later changes. */
export function giveUp({ id, kind, todo }: StoredChange): void {
  replaceChanges(other =>
    other.id === id || (kind === 'create' && other.todo.id === todo.id) ? null : other,
  )
}

/**
 * Settles the later changes that would never be sent. A refused todo takes them along, so that the user decides about all that
 * was typed at once, unless the last one has deleted it. Without their todo, which another tab has saved or which
 * is gone, they wait for a decision themselves.
 */
export function settleLaterChanges(): void {
  const created = new Map<number, StoredChange>()
  for (const change of storedChanges()) if (change.kind === 'create') created.set(change.todo.id, change)
  const isStuck = ({ todo }: StoredChange) => {
    const create = created.get(todo.id)
    return !create || create.problem !== undefined
  }
  const stuck = storedChanges().filter(change => isLater(change) && !change.problem && isStuck(change))
  if (stuck.length === 0) return
  replaceChanges(change => {
    if (change.kind === 'create') return change.problem ? takeAlong(change, laterChanges(change)) : change
    if (!stuck.includes(change)) return change
    return created.has(change.todo.id) ? null : { ...change, problem: { kind: 'deleted' } }
  })
  for (const { todo } of stuck) dropTodo(queryClient, todo.id)
}

/** @returns null when the todo was deleted at last */
function takeAlong(create: NewTodo, later: StoredChange[]): NewTodo | null {
  if (later.length === 0) return create
  if (later.at(-1)?.kind === 'delete') return null
  let { todo, input } = create
  for (const change of later) {
    if (!('change' in change) || !change.change) continue
    const { occurrence: _, ...fields } = change.change
    todo = withChange(todo, fields, queryClient)
    input = { ...input, ...fields, title: todo.title, completed: todo.completed }
  }
  return { ...create, todo, input }
}

/** Makes a new todo again with a change that has lost it: without an id, it cannot be restored. */
export function toMakingAgain(lost: StoredChange): StoredChange {
  const { id, account } = lost
  const todo = lost.todo as Todo
  const change = ('change' in lost && lost.change) || {}
  const changed = withChange(todo, change, queryClient)
  return { id, account, kind: 'create', todo: changed, input: toNew(todo, change) }
}
