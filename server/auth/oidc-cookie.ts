import type { Context } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import { isSecret } from '../../core/secrets.ts'
import type { Config } from '../../core/process/config.ts'
import { getBaseUrl } from '../http/absolute-url.ts'

/** What the browser brings back from the provider: it must be the one that has started the sign-in. */
export type OidcCookie = {
  attempt: string
  /** The secret of the link that the identity joins by, which the database does not store. */
  link: string | undefined
}

const maxAge = 10 * 60

const isSecure = (c: Context, config: Config) => getBaseUrl(c, config).startsWith('https:')
const getName = (secure: boolean) => (secure ? '__Host-taskoverflow_oidc' : 'taskoverflow_oidc')

export function setOidcCookie(c: Context, config: Config, { attempt, link }: OidcCookie): void {
  const secure = isSecure(c, config)
  const value = link === undefined ? attempt : `${attempt}.${link}`
  // Lax: a page of the provider sends the browser here.
  setCookie(c, getName(secure), value, { path: '/', httpOnly: true, sameSite: 'Lax', secure, maxAge })
}

/** Reads the cookie and deletes it. */
export function takeOidcCookie(c: Context, config: Config): OidcCookie | undefined {
  const secure = isSecure(c, config)
  const value = getCookie(c, getName(secure))
  if (value === undefined) return undefined
  deleteCookie(c, getName(secure), { path: '/', secure })
  const [attempt = '', link] = value.split('.')
  return isSecret(attempt) ? { attempt, link } : undefined
}
