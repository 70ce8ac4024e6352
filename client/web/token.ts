import { forgetAccount } from './account/page-account.ts'

const storageKey = 'taskoverflow-token'
const cookieDays = 365

export const readToken = (): string | undefined => localStorage.getItem(storageKey) ?? undefined

/** Stores it as a cookie too, for requests without our header: downloads, and those of GraphiQL. */
export function saveToken(token: string): void {
  localStorage.setItem(storageKey, token)
  setCookie(token, cookieDays * 86_400)
}

/** Removes the token from this browser, with all that the browser keeps of the todos. The page asks for a token again. */
export async function signOut(): Promise<void> {
  await forgetAccount()
  setCookie('', 0)
  location.reload()
}

/** Other tabs of the page sign in and out with this one. */
export function followOtherTabs(): void {
  addEventListener('storage', ({ key }) => {
    if (key === storageKey) location.reload()
  })
}

function setCookie(token: string, maxAge: number): void {
  const secure = location.protocol === 'https:' ? '; Secure' : ''
  document.cookie = `taskoverflow_token=${encodeURIComponent(token)}; Path=/; Max-Age=${maxAge}; SameSite=Strict${secure}`
}
