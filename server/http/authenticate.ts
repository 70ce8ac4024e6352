import { createHash, timingSafeEqual } from 'node:crypto'
import type { MiddlewareHandler } from 'hono'
import { getCookie } from 'hono/cookie'
import { AppError } from '../../core/app-error.ts'
import type { Config } from '../../core/process/config.ts'
import { isBrowserVisit } from './browser-visit.ts'
import { isHealthCheck } from './health-check.ts'
import { showPage } from './web-page.ts'
import { isFromOwnPage } from './csrf.ts'

/** For requests that cannot have a header of ours: EventSource, downloads, GraphiQL. The page sets it. */
const tokenCookie = 'taskoverflow_token'

// Digests have one length, so that comparing tells nothing, not even how long the token is.
const digest = (value: string) => createHash('sha256').update(value).digest()

/**
 * Wants `Authorization: Bearer` with the token of everything but the health checks, when there is a token. The cookie
 * counts for reading, and for changes that one of our own pages sends: a browser adds a cookie by itself, so it must not
 * be enough for a request that another site made it send. A person who opens GraphiQL without a token gets the page that
 * asks for it.
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
      isWrong ? 'The API token is wrong' : 'This needs the API token, as `Authorization: Bearer …`',
    )
  }
}
