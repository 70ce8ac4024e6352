import { timingSafeEqual } from 'node:crypto'
import type { Context, MiddlewareHandler, Next } from 'hono'
import { getCookie } from 'hono/cookie'
import { isAccessToken } from '../../core/accounts/access-tokens.ts'
import type { PrincipalFinder } from '../../core/accounts/find-principal.ts'
import { localPrincipal, type Principal } from '../../core/accounts/principal.ts'
import { AppError } from '../../core/app-error.ts'
import type { Config } from '../../core/process/config.ts'
import { hashSecret } from '../../core/secrets.ts'
import type { RequestEnv } from '../context.ts'
import { isBrowserVisit } from './browser-visit.ts'
import { isHealthCheck } from './health-check.ts'
import { readSessionCookie } from './session-cookie.ts'
import { showPage } from './web-page.ts'
import { isFromOwnPage } from './csrf.ts'
import { createRateLimit } from './rate-limit.ts'

/** For requests that cannot carry an Authorization header: EventSource, downloads, GraphiQL. The web page sets it. */
const tokenCookie = 'taskoverflow_token'

const rateWindowSeconds = 60

/** Stands for no one, and may do nothing. Health checks need no principal. */
const stranger: Principal = { ownerId: '', scopes: [] }

type Finding = { principal?: Principal | undefined; isWrong: boolean }

/**
 * Sets the principal of each request, except for health checks, and refuses requests without one. Cookies are accepted for
 * reading, and for changes sent by one of our own pages: browsers add cookies on their own, so a cookie must not authorize
 * a request that another site triggers. Opening GraphiQL without credentials shows the page that asks for them.
 */
export function authenticate(config: Config, principals: PrincipalFinder): MiddlewareHandler<RequestEnv> {
  const { ACCOUNTS, API_TOKEN, RATE_LIMIT } = config
  if (ACCOUNTS === 'off' && API_TOKEN === undefined) {
    return (c, next) => {
      c.set('principal', localPrincipal)
      return next()
    }
  }
  const find = ACCOUNTS === 'on' ? createAccountCheck(config, principals) : createTokenCheck(config)
  const limit =
    ACCOUNTS === 'on' && RATE_LIMIT > 0 ? createRateLimit(RATE_LIMIT, rateWindowSeconds) : undefined

  function admit(c: Context, next: Next, { principal, isWrong }: Finding): Promise<Response | void> {
    if (principal) {
      if (limit && principal.credential) limit.count(c, principal.credential.id)
      c.set('principal', principal)
      return next()
    }
    c.header('WWW-Authenticate', `Bearer realm="taskoverflow"${isWrong ? ', error="invalid_token"' : ''}`)
    if (c.req.path === '/graphql' && isBrowserVisit(c)) return showPage(c, 401)
    throw new AppError('unauthenticated', ACCOUNTS === 'on' ? sayWhoAreYou(isWrong) : askForToken(isWrong))
  }

  return (c, next) => {
    if (isHealthCheck(c)) {
      c.set('principal', stranger)
      return next()
    }
    // At once when it can be: waiting for a promise costs a request more than all else that is done about its token.
    const found = find(c)
    return found instanceof Promise ? found.then(finding => admit(c, next, finding)) : admit(c, next, found)
  }
}

const askForToken = (isWrong: boolean) =>
  isWrong ? 'The API token is wrong' : 'An API token is required: send `Authorization: Bearer …`'

const sayWhoAreYou = (isWrong: boolean) =>
  isWrong
    ? 'The access token or the session is not valid, or has expired'
    : 'Sign in, or send an access token: `Authorization: Bearer …`'

/** With ACCOUNTS=off: one token opens everything. */
function createTokenCheck(config: Config) {
  const expected = hashSecret(config.API_TOKEN ?? '')
  // Comparing hashes of equal length leaks nothing about the token, not even its length.
  const isToken = (value: string) => timingSafeEqual(hashSecret(value), expected)
  return (c: Context): Finding => {
    const cookie = acceptsCookies(c, config) ? getCookie(c, tokenCookie) : undefined
    const presented = [readAuthorization(c, bearerOnly), cookie].filter(value => value !== undefined)
    return presented.some(isToken)
      ? { principal: localPrincipal, isWrong: false }
      : { isWrong: presented.length > 0 }
  }
}

/** With ACCOUNTS=on: an access token, or the session of someone who has signed in. */
export function createAccountCheck(config: Config, principals: PrincipalFinder) {
  return (c: Context): Finding | Promise<Finding> => {
    const token = readAuthorization(c, bearerOrBasic)
    if (token !== undefined)
      return isAccessToken(token) ? toFinding(principals.find('token', token)) : { isWrong: true }
    const session = acceptsCookies(c, config) ? readSessionCookie(c, config) : undefined
    if (session === undefined) return { isWrong: false }
    return toFinding(principals.find('session', session))
  }
}

const toFinding = (principal: ReturnType<PrincipalFinder['find']>): Finding | Promise<Finding> =>
  principal instanceof Promise
    ? principal.then(found => ({ principal: found, isWrong: true }))
    : { principal, isWrong: true }

const acceptsCookies = (c: Context, config: Config) =>
  c.req.method === 'GET' || c.req.method === 'HEAD' || isFromOwnPage(c, config)

const bearerOnly = /^(?<scheme>Bearer) +(?<credentials>\S+) *$/i
const bearerOrBasic = /^(?<scheme>Bearer|Basic) +(?<credentials>\S+) *$/i

/** The token of `Bearer`, or the password of `Basic`, for programs that know nothing else; their user name is ignored. */
function readAuthorization(c: Context, form: RegExp): string | undefined {
  const { scheme, credentials = '' } = form.exec(c.req.header('authorization') ?? '')?.groups ?? {}
  if (scheme === undefined) return undefined
  if (scheme.toLowerCase() === 'bearer') return credentials
  return /:(.*)$/s.exec(Buffer.from(credentials, 'base64').toString())?.[1]
}
