import { z } from 'zod'

const maxLength = 2_000
const someOrigin = 'https://own.invalid'

/**
 * Where the browser goes after the sign-in: a path of this site, with its query and fragment. Browsers read `\` as `/`, leave
 * out tabs and line breaks, and take `//host` for another site, so only what the URL parser gives back is used.
 */
export const returnPath = z
  .string()
  .max(maxLength)
  .refine(text => toOwnPath(text) !== undefined, 'must be a path of this site, such as /calendar')
  .transform(text => toOwnPath(text) ?? '/')

function toOwnPath(text: string): string | undefined {
  if (!text.startsWith('/')) return undefined
  const url = URL.parse(text, someOrigin)
  // `/.//host` is a path whose normal form is `//host`.
  if (url?.origin !== someOrigin || url.pathname.startsWith('//')) return undefined
  return url.pathname + url.search + url.hash
}

/** Tells the page at `path` why it is shown. */
export function addError(path: string, error: string): string {
  const url = new URL(path, someOrigin)
  url.searchParams.set('error', error)
  return url.pathname + url.search + url.hash
}
