const storageKey = 'taskoverflow-token'
const cookieDays = 365

export const readToken = (): string | undefined => localStorage.getItem(storageKey) ?? undefined

/** Stores it as a cookie too, for requests without our header: downloads, and those of GraphiQL. */
export function saveToken(token: string): void {
  localStorage.setItem(storageKey, token)
  const secure = location.protocol === 'https:' ? '; Secure' : ''
  document.cookie = `taskoverflow_token=${encodeURIComponent(token)}; Path=/; Max-Age=${cookieDays * 86_400}; SameSite=Strict${secure}`
}

const tokenNeeded = new EventTarget()

export const askForToken = (): void => void tokenNeeded.dispatchEvent(new Event('needed'))

/** Calls `listener` when the server requires a token, or another one. */
export function onTokenNeeded(listener: () => void): () => void {
  tokenNeeded.addEventListener('needed', listener)
  return () => tokenNeeded.removeEventListener('needed', listener)
}
