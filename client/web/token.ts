const storageKey = 'taskoverflow-token'
const cookieDays = 365

export const readToken = (): string | undefined => localStorage.getItem(storageKey) ?? undefined

/** Stores it as a cookie too, for requests without our header: downloads, and those of GraphiQL. */
export function keepToken(token: string): void {
  localStorage.setItem(storageKey, token)
  const secure = location.protocol === 'https:' ? '; Secure' : ''
  document.cookie = `taskoverflow_token=${encodeURIComponent(token)}; Path=/; Max-Age=${cookieDays * 86_400}; SameSite=Strict${secure}`
}

const wanted = new EventTarget()

export const askForToken = (): void => void wanted.dispatchEvent(new Event('wanted'))

/** Calls `listener` when the server requires a token, or another one. */
export function onTokenWanted(listener: () => void): () => void {
  wanted.addEventListener('wanted', listener)
  return () => wanted.removeEventListener('wanted', listener)
}
