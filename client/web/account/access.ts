import { useSyncExternalStore } from 'react'
import { untilWorthTrying } from '../server-status.ts'
import { urls } from '../urls.ts'
import { type Auth, readAuth, signOut } from './auth-api.ts'
import { forgetQueries, pageAccount, switchAccount } from './page-account.ts'

export type Access = {
  /** What the page needs before it can show anything. */
  needs: 'nothing' | 'token' | 'sign-in'
  /** Undefined until the server has said it. */
  auth: Auth | undefined
  /** The page was shown to its account before: it waits below the sign-in. */
  wasOpen: boolean
}

/** Kept while no one is signed in here: the next page begins with the sign-in, and the other tabs notice when it ends. */
const signedOutKey = 'taskoverflow-signed-out'

let access: Access = { needs: 'nothing', auth: undefined, wasOpen: false }
const changes = new EventTarget()

function set(next: Partial<Access>): void {
  access = { ...access, ...next }
  changes.dispatchEvent(new Event('change'))
}

function subscribe(listener: () => void): () => void {
  changes.addEventListener('change', listener)
  return () => changes.removeEventListener('change', listener)
}

export const useAccess = (): Access => useSyncExternalStore(subscribe, () => access)

/** The name of the account that the page is shown to; undefined without accounts. It is known before the server has answered. */
export const useAccountName = (): string | undefined =>
  useAccess().auth?.accounts === false ? undefined : pageAccount

/** Calls `listener` when its account has signed in again, and the page continues. */
export const onSignedInAgain = (listener: () => void, options?: AddEventListenerOptions): void =>
  changes.addEventListener('signed-in', listener, options)

let checking: Promise<void> | undefined

/** Asks the server who is signed in, and shows the sign-in if no one is. Rejects when it does not answer. */
function checkAccess(): Promise<void> {
  checking ??= check().finally(() => {
    checking = undefined
  })
  return checking
}

async function check(): Promise<void> {
  const auth = await readAuth()
  const name = auth.accounts ? auth.account?.name : undefined
  if (auth.accounts && name === undefined) return askToSignIn(auth)
  if (name !== pageAccount) return openFor(name, location.href)
  localStorage.removeItem(signedOutKey)
  const isAgain = access.needs === 'sign-in'
  set({ auth, needs: 'nothing', wasOpen: true })
  if (isAgain) changes.dispatchEvent(new Event('signed-in'))
}

function askToSignIn(auth: Auth): void {
  localStorage.setItem(signedOutKey, 'yes')
  set({ auth, needs: 'sign-in' })
  void forgetQueries()
}

/** Loads the page again if another account has signed in. Rejects when the server does not answer. */
export async function confirmAccount(): Promise<void> {
  if (pageAccount !== undefined) await checkAccess()
}

/** Loads the page of an account at an address of this server. */
export async function openFor(name: string | undefined, address: string): Promise<never> {
  if (name !== pageAccount) await switchAccount(name)
  localStorage.removeItem(signedOutKey)
  if (address === location.href) location.reload()
  else location.replace(address)
  // Nothing is shown in the meantime.
  return new Promise(() => {})
}

/** Returns to the current address after a sign-in; another account than before starts at its todos. */
export async function continueAs(name: string): Promise<void> {
  if (name === pageAccount && location.pathname !== urls.graphiql) return checkAccess()
  return openFor(name, pageAccount === undefined || name === pageAccount ? location.href : urls.todos)
}

/** After a request without a session, or without the API token. */
export async function onUnauthorized(): Promise<void> {
  // What was refused returns to its form first, which may then be replaced.
  await new Promise(resolve => setTimeout(resolve))
  if (access.needs !== 'nothing') return
  if (access.auth?.accounts !== false) await checkAccess().catch(() => {})
  if (access.auth?.accounts === true || pageAccount !== undefined) return
  set({ needs: 'token' })
  void forgetQueries()
}

/** After a refused request. @returns whether its account has signed in again, so that the request can be repeated */
export async function untilSignedIn(): Promise<boolean> {
  await onUnauthorized()
  if (access.needs !== 'sign-in') return false
  await new Promise<void>(resolve => onSignedInAgain(resolve, { once: true }))
  return true
}

/** Whether the page can show its data to the user. */
export const isOpen = (): boolean => access.needs === 'nothing'

/** Whether the page asks for the API token, and is loaded again with it. */
export const needsToken = (): boolean => access.needs === 'token'

/** Ends the session, and removes what this browser keeps of the account. Rejects when the server cannot be reached. */
export async function leave(end: () => Promise<unknown> = signOut): Promise<void> {
  await end()
  await switchAccount(undefined)
  localStorage.setItem(signedOutKey, 'yes')
  location.assign(urls.signIn)
}

/** Asks until the server answers. */
async function checkAgain(error: unknown): Promise<void> {
  await untilWorthTrying(error)
  try {
    await checkAccess()
  } catch (again) {
    await checkAgain(again)
  }
}

/** Finds out who is signed in, when the page begins and when another tab has signed in. */
export async function startAccess(): Promise<void> {
  addEventListener('storage', ({ key, newValue }) => {
    if (key === signedOutKey && newValue === null) void checkAccess().catch(() => {})
  })
  const isSignedOut = localStorage.getItem(signedOutKey) !== null
  const checked = checkAccess().catch(error => {
    if (isSignedOut) askToSignIn({ accounts: true, account: null, methods: { passkey: false, oidc: null } })
    void checkAgain(error)
  })
  // What is kept of an account is not shown to another one.
  if (isSignedOut) await checked
}
