import { confirmAccount, untilSignedIn } from '../account/access.ts'
import { accountSuffix } from '../account/page-account.ts'
import { queryClient } from '../api.ts'
import type { Todo } from '../../create-client.ts'
import { describeError, isNotFound, isServerUnreachable, isUnauthorized } from '../describe-error.ts'
import { untilWorthTrying } from '../server-status.ts'
import { dropTodo, placeTodo, todosKey } from '../todos/cached-todos.ts'
import { isSaved } from '../todos/changed-todo.ts'
import { invalidateTodos } from '../todos/invalidate-todos.ts'
import { assignId, toSavedId } from './saved-ids.ts'
import { findProblem, sendChange } from './send-change.ts'
import { hideChange, showChanges } from './show-changes.ts'
import {
  addChange,
  type Change,
  type ChangeProblem,
  findChange,
  followChanges,
  onChanges,
  readChanges,
  removeChange,
  replaceChanges,
  type StoredChange,
  storedChanges,
} from './stored-changes.ts'

/**
 * Every change of a todo is stored before it is sent, and removed when the server has answered. The tab that holds a Web Lock
 * sends: usually the one in which the change was made, at once. When the server cannot be reached it keeps the lock, and goes
 * on when the server is back; when it is closed, the next tab that is open or opened does. A change that could be sent at once
 * is answered to its view; later ones that are refused, or conflict with a change made elsewhere, wait for a decision.
 */

/** `todo` is null when it was deleted. A change is kept when the server cannot be reached now. */
export type Outcome = { isKept: true } | { isKept: false; todo: Todo | null }

type Caller = { resolve: (outcome: Outcome) => void; reject: (error: unknown) => void }

/** Until another tab has surely sent its own change, or has been closed. */
const adoptAfterMs = 2_000

/** The views of this tab that wait for an answer, by the ids of their changes. */
const callers = new Map<string, Caller>()
/** What is being sent, by todo: the changes of a todo are sent in their order. New todos are created in theirs. */
const chains = new Map<number, Promise<void>>()
const started = new Set<string>()
let isSending = false
/** Why nothing can be sent now. */
let interruption: unknown
let hasSentLate = false

/** Makes a change. Rejects when the server refuses it at once, or when there is no room for it. */
export async function makeChange(change: Change): Promise<Outcome> {
  const { id } = addChange(toSavedId(change))
  return new Promise((resolve, reject) => {
    callers.set(id, { resolve, reject })
    if (!isSending) requestTurn()
    else if (interruption === undefined) sendAll()
    else answerCallers()
  })
}

/** Sends a change that waited for a decision, as it has been changed by the decision. */
export function sendAgain(id: string, decided: (change: StoredChange) => StoredChange): void {
  replaceChanges(change =>
    change.id === id ? { ...decided(change), isKept: true, problem: undefined } : change,
  )
  showChanges(queryClient, storedChanges())
  if (isSending && interruption === undefined) sendAll()
  else requestTurn()
}

/** Gives up a change, and with a new todo its later changes. */
export function discardChange({ id, kind, todo }: StoredChange): void {
  const given = kind === 'create' ? storedChanges().filter(other => other.todo.id === todo.id) : [{ id }]
  for (const change of given) removeChange(change.id)
  invalidateTodos(queryClient)
}

export function startOutbox(): void {
  followChanges()
  onChanges(answerCallers)
  let timer: ReturnType<typeof setTimeout> | undefined
  onChanges(removed => {
    // Another tab has saved them.
    for (const { kind, todo } of removed) if (kind === 'create') dropTodo(queryClient, todo.id)
    if (isSending && interruption !== undefined) keepAll()
    timer ??= setTimeout(() => {
      timer = undefined
      if (storedChanges().some(isSendable)) requestTurn()
    }, adoptAfterMs)
  })
  queryClient.getQueryCache().subscribe(event => {
    if (event.type !== 'updated' || event.action.type !== 'success' || event.action.manual) return
    if (event.query.queryKey[0] === todosKey[0]) showChanges(queryClient, storedChanges())
  })
  if (storedChanges().length > 0) requestTurn()
}

const isSendable = ({ problem, kind, todo }: StoredChange): boolean =>
  problem === undefined && (kind === 'create' || isSaved(todo))

let isRequested = false

function requestTurn(): void {
  if (isRequested) return
  isRequested = true
  async function run() {
    const isDone = await takeTurn()
    isRequested = false
    if (isDone && hasToSend()) requestTurn()
  }
  // Only pages of secure origins have locks; elsewhere each tab sends what it finds.
  if ('locks' in navigator) void navigator.locks.request(`taskoverflow-outbox${accountSuffix}`, run)
  else void run()
}

/** What this tab has to send: its own changes, and those whose tab did not reach the server, or was closed. */
const toSend = () =>
  storedChanges().filter(change => isSendable(change) && (change.isKept || callers.has(change.id)))
const hasToSend = () => toSend().length > 0

/** @returns false when nothing can be sent from this page any more */
async function takeTurn(): Promise<boolean> {
  isSending = true
  readChanges()
  const created = new Set(storedChanges().flatMap(({ kind, todo }) => (kind === 'create' ? [todo.id] : [])))
  replaceChanges(change => {
    // Another tab has saved the todo, and this change was made before this tab knew.
    if (!isSaved(change.todo) && !created.has(change.todo.id))
      return { ...change, problem: { kind: 'deleted' } }
    return change.isKept || callers.has(change.id) ? change : { ...change, isKept: true }
  })
  let isOpen = true
  while (isOpen && hasToSend()) {
    interruption = undefined
    await sendRound()
    if (interruption === undefined) continue
    // Without a sign-in the page asks for the API token, and is loaded again with it.
    if (isUnauthorized(interruption)) isOpen = await untilSignedIn()
    else await untilWorthTrying(interruption)
  }
  interruption = undefined
  isSending = false
  return isOpen
}

async function sendRound(): Promise<void> {
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
  await attempt(id)
  started.delete(id)
}

async function attempt(id: string): Promise<void> {
  const change = findChange(id)
  if (!change || change.problem || interruption !== undefined) return
  try {
    const problem = change.isKept ? await findProblem(change) : undefined
    if (problem) holdBack(change, problem)
    else finish(change, await sendChange(change))
  } catch (error) {
    if (isServerUnreachable(error) || isUnauthorized(error)) interrupt(error)
    // It was saved when its answer was lost, and has been deleted permanently since.
    else if (change.kind === 'create' && isNotFound(error)) finish(change, null)
    else refuse(change, error)
  }
}

function interrupt(error: unknown): void {
  interruption = error
  keepAll()
}

/** From now on, the changes are sent later. */
function keepAll(): void {
  replaceChanges(change => (change.isKept || change.problem ? change : { ...change, isKept: true }))
}

/** Another tab can have sent a change, or found that it is sent later. */
function answerCallers(): void {
  for (const [id, { resolve }] of callers) {
    const change = findChange(id)
    if (change && !change.isKept) continue
    callers.delete(id)
    resolve({ isKept: true })
  }
}

function finish(change: StoredChange, todo: Todo | null): void {
  const caller = callers.get(change.id)
  callers.delete(change.id)
  hasSentLate ||= !caller
  if (change.kind === 'create' && todo) assignId(change.todo.id, todo.id)
  removeChange(change.id)
  if (todo) placeTodo(queryClient, todo)
  else dropTodo(queryClient, change.todo.id)
  showChanges(
    queryClient,
    storedChanges().filter(later => later.todo.id === todo?.id),
  )
  caller?.resolve({ isKept: false, todo })
  sendAll()
}

function refuse(change: StoredChange, error: unknown): void {
  const caller = callers.get(change.id)
  if (!caller) return holdBack(change, toProblem(change, error))
  callers.delete(change.id)
  removeChange(change.id)
  caller.reject(error)
}

function toProblem({ kind }: StoredChange, error: unknown): ChangeProblem {
  if (kind === 'update' && isNotFound(error)) return { kind: 'deleted' }
  return { kind: 'refused', reason: describeError(error).message }
}

/** Asks the user, and shows what the server has in the meantime. */
function holdBack(change: StoredChange, problem: ChangeProblem): void {
  replaceChanges(other => (other.id === change.id ? { ...other, problem } : other))
  if (problem.kind === 'conflict') placeTodo(queryClient, problem.now)
  else if (problem.kind === 'deleted') dropTodo(queryClient, change.todo.id)
  else hideChange(queryClient, change)
}
