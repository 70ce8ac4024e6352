import { createHash, timingSafeEqual } from 'node:crypto'
import type { MiddlewareHandler } from 'hono'
import { getCookie } from 'hono/cookie'
import { AppError } from '../../core/app-error.ts'
import type { Config } from '../../core/process/config.ts'
import { isBrowserVisit } from './browser-visit.ts'
import { isHealthCheck } from './health-check.ts'
import { showPage } from './web-page.ts'
import { isFromOwnPage } from './csrf.ts'

/** For requests that cannot carry an Authorization header: EventSource, downloads, GraphiQL. The web page sets it. */
const tokenCookie = 'taskoverflow_token'

// Comparing digests of equal length leaks nothing about the token, not even its length.
const digest = (value: string) => createHash('sha256').update(value).digest()

/**
 * Requires `Authorization: Bearer` with the API token, if one is set, except for health checks. The cookie is accepted
 * for reading, and for changes sent by one of our own pages: browsers add cookies on their own, so a cookie must not
 * authorize a request that another site triggers. Opening GraphiQL without a token shows the page that asks for it.
 */
export function authenticate(config: Config): MiddlewareHandler {
  const { API_TOKEN: token } = config
  if (token === undefined) return (_, next) => next()
  const expected = digest(token)
  const isToken = (value: string) => timingSafeEqual(digest(value), expected)

  return async (c, next) => {
    if (isHealthCheck(c)) return next()
    const [, bearer] = /^Bearer +(\S+) *$/i.exec(c.req.header('authorization') ?? '') ?? []
    const isReading = c.req.method === 'GET' || c.req.method === 'HEAD'
    const cookie = isReading || isFromOwnPage(c, config) ? getCookie(c, tokenCookie) : undefined
    const presented = [bearer, cookie].filter(value => value !== undefined)
    if (presented.some(isToken)) return next()

    const isWrong = presented.length > 0
    c.header('WWW-Authenticate', `Bearer realm="taskoverflow"${isWrong ? ', error="invalid_token"' : ''}`)
    if (c.req.path === '/graphql' && isBrowserVisit(c)) return showPage(c, 401)
    throw new AppError(
      'unauthenticated',
      isWrong ? 'The API token is wrong' : 'An API token is required: send `Authorization: Bearer …`',
    )
  }
}
