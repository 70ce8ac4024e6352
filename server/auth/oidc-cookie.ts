import type { Context } from 'hono'
import type { Config } from '../../core/process/config.ts'
import { isSecret } from '../../core/secrets.ts'
import { deleteHostCookie, getHostCookie, setHostCookie } from '../http/host-cookie.ts'

/** What the browser brings back from the provider: it must be the one that has started the sign-in. */
export type OidcCookie = {
  attempt: string
  /** The secret of the link that the identity joins by, which the database does not store. */
  link: string | undefined
}

const name = 'oidc'
const maxAge = 10 * 60

export const setOidcCookie = (c: Context, config: Config, { attempt, link }: OidcCookie): void =>
  setHostCookie(c, config, name, { value: link === undefined ? attempt : `${attempt}.${link}`, maxAge })

/** Reads the cookie and deletes it. */
export function takeOidcCookie(c: Context, config: Config): OidcCookie | undefined {
  const value = getHostCookie(c, config, name)
  if (value === undefined) return undefined
  deleteHostCookie(c, config, name)
  const [attempt = '', link] = value.split('.')
  return isSecret(attempt) ? { attempt, link } : undefined
}
