import type { Context } from 'hono'
import type { Config } from '../../core/process/config.ts'
import { isSecret } from '../../core/secrets.ts'
import { deleteHostCookie, getHostCookie, setHostCookie } from './host-cookie.ts'

const name = 'session'
const secondsPerDay = 86_400
/** Browsers keep no cookie for longer. */
const maxDays = 400

/** Checks the form only. */
export function readSessionCookie(c: Context, config: Config): string | undefined {
  const secret = getHostCookie(c, config, name)
  return secret !== undefined && isSecret(secret) ? secret : undefined
}

export const setSessionCookie = (c: Context, config: Config, secret: string): void =>
  setHostCookie(c, config, name, {
    value: secret,
    maxAge: Math.min(config.SESSION_MAX_DAYS, maxDays) * secondsPerDay,
  })

export const deleteSessionCookie = (c: Context, config: Config): void => deleteHostCookie(c, config, name)
