import { createHash, timingSafeEqual } from 'node:crypto'
import type { MiddlewareHandler } from 'hono'
import { getCookie } from 'hono/cookie'
import { AppError } from '../core/app-error.ts'

/** For what cannot send headers, EventSource above all: the page sets it, and only reading is allowed with it. */
const tokenCookie = 'taskoverflow_token'

const openPaths = new Set(['/livez', '/readyz', '/api/v1/health'])

// Digests have one length, so that comparing tells nothing, not even how long the token is.
const digest = (value: string) => createHash('sha256').update(value).digest()

/** Wants `Authorization: Bearer` with the token of everything but the health checks, when there is a token. */
export function authenticate(token: string | undefined): MiddlewareHandler {
  if (token === undefined) return (_, next) => next()
  const expected = digest(token)
  const isToken = (value: string | undefined) =>
    value !== undefined && timingSafeEqual(digest(value), expected)

  return async (c, next) => {
    const isReading = c.req.method === 'GET' || c.req.method === 'HEAD'
    if (isReading && openPaths.has(c.req.path)) return next()
    const [, bearer] = /^Bearer +(\S+) *$/i.exec(c.req.header('authorization') ?? '') ?? []
    if (isToken(bearer) || (isReading && isToken(getCookie(c, tokenCookie)))) return next()
    c.header('WWW-Authenticate', 'Bearer realm="taskoverflow"')
    throw new AppError('unauthenticated', 'This needs the API token, as `Authorization: Bearer …`')
  }
}
