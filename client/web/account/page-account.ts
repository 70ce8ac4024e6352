/** In `localStorage`, the account whose data the browser keeps; in `sessionStorage`, the one whose unsaved input the tab keeps. */
const accountKey = 'taskoverflow-account'
const prefix = 'taskoverflow-'
/** What belongs to the browser, for all accounts. */
const browserKeys = ['theme', 'shortcuts', 'language'].map(name => `${prefix}${name}`)

/**
 * The name of the account whose page this is; undefined without accounts, and before anyone has signed in. Another account
 * gets a page of its own: nothing that this one holds in memory is shown to it.
 */
export const pageAccount = localStorage.getItem(accountKey) ?? undefined

/** Follows the names of what the tabs of an account share. */
export const accountSuffix = pageAccount === undefined ? '' : `-${pageAccount}`

// Another account has signed in, in another tab. Modules that read what is kept are loaded after this one.
if ((sessionStorage.getItem(accountKey) ?? undefined) !== pageAccount) claimTab(pageAccount)

/** Where `offline/kept-queries.ts` keeps what the page has read, in the browser's cache storage. */
export const keptQueriesName = 'taskoverflow-kept-queries'

export async function forgetQueries(): Promise<void> {
  // Only secure origins have it.
  await globalThis.caches?.delete(keptQueriesName)
}

/** Forgets what the browser keeps of an account. The page must be loaded again. */
export async function forgetAccount(): Promise<void> {
  for (const key of Object.keys(localStorage))
    if (key.startsWith(prefix) && !browserKeys.includes(key)) localStorage.removeItem(key)
  sessionStorage.clear()
  await forgetQueries()
}

/** Forgets what the browser keeps of an account, and from now on keeps that of another one. The page must be loaded again. */
export async function switchAccount(name: string | undefined): Promise<void> {
  const forgotten = forgetAccount()
  if (name !== undefined) localStorage.setItem(accountKey, name)
  claimTab(name)
  await forgotten
}

function claimTab(name: string | undefined): void {
  sessionStorage.clear()
  if (name !== undefined) sessionStorage.setItem(accountKey, name)
}

/** Loads this page again when another tab has signed in or out, also when the browser has kept it in the background. */
export function followAccount(): void {
  addEventListener('storage', checkAccount)
  addEventListener('pageshow', checkAccount)
  document.addEventListener('visibilitychange', checkAccount)
}

function checkAccount(): void {
  if (!isCurrentAccount()) location.reload()
}

/** Whether the browser still keeps the data of this page's account. */
export const isCurrentAccount = (): boolean => (localStorage.getItem(accountKey) ?? undefined) === pageAccount
