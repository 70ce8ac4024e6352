import type { Context } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import type { Config } from '../../core/process/config.ts'
import { getBaseUrl } from './absolute-url.ts'

const isSecure = (c: Context, config: Config) => getBaseUrl(c, config).startsWith('https:')

/** Browsers accept a `__Host-` cookie only over TLS, and only from this very host, not from another of its domain. */
const getName = (name: string, secure: boolean) => `${secure ? '__Host-' : ''}taskoverflow_${name}`

/** A cookie that scripts cannot read. Lax: browsers send it when a page of another site leads here, such as a provider's. */
export function setHostCookie(
  c: Context,
  config: Config,
  name: string,
  { value, maxAge }: { value: string; maxAge: number },
): void {
  const secure = isSecure(c, config)
  setCookie(c, getName(name, secure), value, { path: '/', httpOnly: true, sameSite: 'Lax', secure, maxAge })
}

export const getHostCookie = (c: Context, config: Config, name: string): string | undefined =>
  getCookie(c, getName(name, isSecure(c, config)))

export function deleteHostCookie(c: Context, config: Config, name: string): void {
  const secure = isSecure(c, config)
  deleteCookie(c, getName(name, secure), { path: '/', secure })
}
