import { confirmAccount, needsToken, untilSignedIn } from '../account/access.ts'
import { accountSuffix } from '../account/page-account.ts'
import { queryClient } from '../api.ts'
import type { Todo } from '../../create-client.ts'
import { isNotFound, isServerUnreachable, isUnauthorized } from '../describe-error.ts'
import { untilWorthTrying } from '../server-status.ts'
import { isSaved } from '../todos/todo-id.ts'
import { invalidateTodos } from '../todos/invalidate-todos.ts'
import { findProblem, sendChange } from './send-change.ts'
import { finishChange, holdBack, refuseChange } from './settle-change.ts'
import {
  findChange,
  readChanges,
  replaceChanges,
  type StoredChange,
  storedChanges,
} from './stored-changes.ts'
import { isAwaited } from './waiting-views.ts'

/**
 * - idle: there is nothing to send from this tab.
 * - waiting: another tab has the turn to send.
 * - sending: this tab has the turn, and sends every change at once.
 * - interrupted: this tab has the turn, and waits until the server can be reached or the user has signed in.
 */
type State = { name: 'idle' | 'waiting' | 'sending' } | { name: 'interrupted'; cause: unknown }

let state: State = { name: 'idle' }
/** What is being sent, by todo: the changes of a todo are sent in their order. New todos are created in theirs. */
const chains = new Map<number, Promise<void>>()
const started = new Set<string>()
/** Whether a change was sent that no view of this tab waits for. */
let hasSentLate = false

/** Sends the stored changes: now if this tab has the turn, otherwise when it has. */
export function sendStoredChanges(): void {
  if (state.name === 'sending') sendAll()
  else if (state.name === 'idle') askForTurn()
}

/** While nothing can be sent, changes are kept, also those that are made now. */
export function keepWhileInterrupted(): void {
  if (state.name === 'interrupted') keepAll()
}

export const isSendable = ({ problem, kind, todo }: StoredChange): boolean =>
  problem === undefined && (kind === 'create' || isSaved(todo))

/** What this tab has to send: its own changes, and those whose tab did not reach the server, or was closed. */
const toSend = () =>
  storedChanges().filter(change => isSendable(change) && (change.isKept || isAwaited(change.id)))

function askForTurn(): void {
  state = { name: 'waiting' }
  // Only pages of secure origins have locks; elsewhere each tab sends what it finds.
  if ('locks' in navigator) void navigator.locks.request(`taskoverflow-outbox${accountSuffix}`, takeTurn)
  else void takeTurn()
}

async function takeTurn(): Promise<void> {
  adoptChanges()
  let canSend = true
  while (canSend && toSend().length > 0) {
    state = { name: 'sending' }
    const cause = await sendRound()
    if (cause === undefined) continue
    if (isUnauthorized(cause) && (await untilSignedIn())) continue
    // The page asks for the API token, and is loaded again with it.
    if (needsToken()) canSend = false
    // It may not have reached the server to find out who is signed in.
    else await untilWorthTrying(cause)
  }
  state = { name: 'idle' }
}

/** Takes over the changes that the tab before this one has left. */
function adoptChanges(): void {
  readChanges()
  replaceChanges(change => (change.isKept || isAwaited(change.id) ? change : { ...change, isKept: true }))
}

/** @returns why nothing can be sent now; undefined when everything was */
async function sendRound(): Promise<unknown> {
  try {
    // Another account may have signed in while the server was away.
    if (toSend().some(({ isKept }) => isKept)) await confirmAccount()
    sendAll()
    while (chains.size > 0) await Promise.all(chains.values())
  } catch (error) {
    interrupt(error)
  }
  if (hasSentLate) invalidateTodos(queryClient)
  hasSentLate = false
  return state.name === 'interrupted' ? state.cause : undefined
}

function sendAll(): void {
  for (const { id, kind, todo } of toSend()) {
    if (started.has(id)) continue
    started.add(id)
    const subject = kind === 'create' ? 0 : todo.id
    const sent = sendAfter(chains.get(subject), id).then(() => {
      if (chains.get(subject) === sent) chains.delete(subject)
      return undefined
    })
    chains.set(subject, sent)
  }
}

async function sendAfter(before: Promise<void> | undefined, id: string): Promise<void> {
  await before
  await send(id)
  started.delete(id)
}

async function send(id: string): Promise<void> {
  const change = findChange(id)
  if (!change || change.problem || state.name === 'interrupted') return
  try {
    const problem = change.isKept ? await findProblem(change) : undefined
    if (problem) holdBack(change, problem)
    else finish(change, await sendChange(change))
  } catch (error) {
    if (isServerUnreachable(error) || isUnauthorized(error)) interrupt(error)
    // It was saved when its answer was lost, and has been deleted permanently since.
    else if (change.kind === 'create' && isNotFound(error)) finish(change, null)
    else refuseChange(change, error)
  }
}

function finish(change: StoredChange, todo: Todo | null): void {
  hasSentLate ||= !isAwaited(change.id)
  finishChange(change, todo)
  // A new todo has its id now, with which its later changes can be sent.
  sendAll()
}

function interrupt(cause: unknown): void {
  state = { name: 'interrupted', cause }
  keepAll()
}

/** From now on, the changes are sent later. */
function keepAll(): void {
  replaceChanges(change => (change.isKept || change.problem ? change : { ...change, isKept: true }))
}
