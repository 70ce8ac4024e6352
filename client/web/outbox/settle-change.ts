import type { Todo } from '../../create-client.ts'
import { queryClient } from '../api.ts'
import { describeError, isNotFound } from '../describe-error.ts'
import { dropTodo, placeTodo } from '../todos/cached-todos.ts'
import { giveUp, laterChanges } from './later-changes.ts'
import { assignId } from './saved-ids.ts'
import { hideChange, showChanges } from './show-changes.ts'
import {
  type ChangeProblem,
  removeChange,
  replaceChanges,
  type StoredChange,
  storedChanges,
} from './stored-changes.ts'
import { takeView } from './waiting-views.ts'

/** Shows what the server has stored. @param todo null when it is deleted */
export function finishChange(change: StoredChange, todo: Todo | null): void {
  const view = takeView(change.id)
  if (change.kind === 'create' && todo) assignId(change.todo.id, todo.id)
  removeChange(change.id)
  if (todo) placeTodo(queryClient, todo)
  else dropTodo(queryClient, change.todo.id)
  showChanges(
    queryClient,
    storedChanges().filter(later => later.todo.id === todo?.id),
  )
  view?.resolve({ isKept: false, todo })
}

/**
 * A refused change is given back to its view. Without one, the user decides about it, and about a new todo that has been changed
 * since: its view knows only what it was at first.
 */
export function refuseChange(change: StoredChange, error: unknown): void {
  const view = takeView(change.id)
  const last = laterChanges(change).at(-1)
  if (view && (!last || last.kind === 'delete')) {
    giveUp(change)
    view.reject(error)
  } else {
    holdBack(change, toProblem(change, error))
    view?.resolve({ isKept: true })
  }
}

function toProblem({ kind }: StoredChange, error: unknown): ChangeProblem {
  if (kind === 'update' && isNotFound(error)) return { kind: 'deleted' }
  return { kind: 'refused', reason: describeError(error).message }
}

/** Asks the user, and shows what the server has in the meantime. */
export function holdBack(change: StoredChange, problem: ChangeProblem): void {
  replaceChanges(other => (other.id === change.id ? { ...other, problem } : other))
  if (problem.kind === 'conflict') placeTodo(queryClient, problem.now)
  else if (problem.kind === 'deleted') dropTodo(queryClient, change.todo.id)
  else hideChange(queryClient, change)
}
