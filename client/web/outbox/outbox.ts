import { queryClient } from '../api.ts'
import { todosKey } from '../todos/cached-todos.ts'
import { invalidateTodos } from '../todos/invalidate-todos.ts'
import { giveUp, settleLaterChanges } from './later-changes.ts'
import { toSavedId } from './saved-ids.ts'
import { isSendable, keepWhileInterrupted, sendStoredChanges } from './send-stored-changes.ts'
import { hideNew, showChanges } from './show-changes.ts'
import {
  addChange,
  type Change,
  followChanges,
  onChanges,
  replaceChanges,
  type StoredChange,
  storedChanges,
} from './stored-changes.ts'
import { type Outcome, releaseViews, waitForOutcome } from './waiting-views.ts'

/**
 * Every change of a todo is stored before it is sent, and removed when the server has answered. The tab that holds a Web Lock
 * sends: usually the one in which the change was made, at once. When the server cannot be reached it keeps the lock, and goes
 * on when the server is back; when it is closed, the next tab that is open or opened does. A change that could be sent at once
 * is answered to its view; later ones that are refused, or conflict with a change made elsewhere, wait for a decision, and so do
 * refused new todos that have been changed since.
 */

/** Until another tab has surely sent its own change, or has been closed. */
const adoptAfterMs = 2_000

/** Makes a change. Rejects when the server refuses it at once, or when there is no room for it. */
export async function makeChange(change: Change): Promise<Outcome> {
  const outcome = waitForOutcome(addChange(toSavedId(change)).id)
  sendStoredChanges()
  releaseViews()
  return outcome
}

/** Sends a change that waited for a decision, as it has been changed by the decision. */
export function sendAgain(id: string, decided: (change: StoredChange) => StoredChange): void {
  replaceChanges(change =>
    change.id === id ? { ...decided(change), isKept: true, problem: undefined } : change,
  )
  showChanges(queryClient, storedChanges())
  sendStoredChanges()
}

/** Gives up a change, and with a new todo its later changes. */
export function discardChange(change: StoredChange): void {
  giveUp(change)
  invalidateTodos(queryClient)
}

export function startOutbox(): void {
  followChanges(waiting => showChanges(queryClient, waiting))
  onChanges(settleLaterChanges)
  onChanges(releaseViews)
  let timer: ReturnType<typeof setTimeout> | undefined
  onChanges(removed => {
    // Another tab has saved them.
    for (const change of removed) if (change.kind === 'create') hideNew(queryClient, change)
    keepWhileInterrupted()
    timer ??= setTimeout(() => {
      timer = undefined
      if (storedChanges().some(isSendable)) sendStoredChanges()
    }, adoptAfterMs)
  })
  queryClient.getQueryCache().subscribe(event => {
    if (event.type !== 'updated' || event.action.type !== 'success' || event.action.manual) return
    if (event.query.queryKey[0] === todosKey[0]) showChanges(queryClient, storedChanges())
  })
  if (storedChanges().length > 0) sendStoredChanges()
}
