import type { Context } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import { isSecret } from '../../core/secrets.ts'
import type { Config } from '../../core/process/config.ts'
import { getBaseUrl } from './absolute-url.ts'

const secondsPerDay = 86_400

const isSecure = (c: Context, config: Config) => getBaseUrl(c, config).startsWith('https:')

/** Browsers accept a `__Host-` cookie only over TLS, and only from this very host, not from another of its domain. */
const getName = (secure: boolean) => (secure ? '__Host-taskoverflow_session' : 'taskoverflow_session')

/** Checks the form only. */
export function readSessionCookie(c: Context, config: Config): string | undefined {
  const secret = getCookie(c, getName(isSecure(c, config)))
  return secret !== undefined && isSecret(secret) ? secret : undefined
}

export function setSessionCookie(c: Context, config: Config, secret: string): void {
  const secure = isSecure(c, config)
  setCookie(c, getName(secure), secret, {
    path: '/',
    httpOnly: true,
    sameSite: 'Lax',
    secure,
    // Browsers keep cookies for 400 days at most.
    maxAge: Math.min(config.SESSION_MAX_DAYS, 400) * secondsPerDay,
  })
}

export function deleteSessionCookie(c: Context, config: Config): void {
  const secure = isSecure(c, config)
  deleteCookie(c, getName(secure), { path: '/', secure })
}
