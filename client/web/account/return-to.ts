import { urls } from '../urls.ts'

/** Where to go after the sign-in: a path of this page, never the address of another site. */
export function toOwnPath(address: string | null): string {
  if (address === null || !URL.canParse(address, location.origin)) return urls.todos
  const { origin, pathname, search, hash } = new URL(address, location.origin)
  // `//host`, `/\host` and `/.//host` lead to other sites, though they begin with a slash.
  const isOwn = address.startsWith('/') && origin === location.origin && !pathname.startsWith('//')
  return isOwn && pathname !== urls.signIn ? pathname + search + hash : urls.todos
}
