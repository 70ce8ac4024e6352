import type { Context } from 'hono'
import { HTTPException } from 'hono/http-exception'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { AppError, type ErrorCode } from '../core/app-error.ts'
import { isDatabaseDown } from '../core/db.ts'
import type { Log } from '../core/log.ts'
import { toGraphqlRefusal } from './graphql/errors.ts'
import { toLoggedPath } from './logged-path.ts'
import { orBrokenOff } from './request-broke-off.ts'
import { toTrpcRefusal } from './trpc/errors.ts'

const statusOf = {
  badInput: 400,
  unauthenticated: 401,
  forbidden: 403,
  notFound: 404,
  methodNotAllowed: 405,
  conflict: 409,
  gone: 410,
  tooLarge: 413,
  unsupportedMediaType: 415,
  misdirected: 421,
  unavailable: 503,
} satisfies Record<ErrorCode, ContentfulStatusCode>

function toRefusal(path: string, error: AppError): object {
  if (path.startsWith('/graphql')) return toGraphqlRefusal(error)
  if (path.startsWith('/trpc')) return toTrpcRefusal(error)
  return { error: error.message }
}

const retryAfterSeconds = '1'

/** What the caller can act on is said; everything else is a bug: logged here, once, and masked. */
export function answerError(c: Context, thrown: unknown, log: Log): Response {
  const error = orBrokenOff(thrown)
  // What is left of a body that was too long is not read: the connection cannot be used again.
  if (error instanceof AppError && error.code === 'tooLarge') c.header('Connection', 'close')
  if (error instanceof AppError && error.code === 'unavailable') c.header('Retry-After', retryAfterSeconds)
  if (error instanceof AppError) return c.json(toRefusal(c.req.path, error), statusOf[error.code])
  if (error instanceof HTTPException && error.status < 500)
    return c.json({ error: error.message }, error.status)
  const requestId = c.get('requestId')
  if (isDatabaseDown(error)) {
    log.warn({ err: error, requestId }, 'The database cannot be reached')
    c.header('Retry-After', retryAfterSeconds)
    return c.json({ error: 'The database cannot be reached; try again' }, statusOf.unavailable)
  }
  log.error(
    { err: error, requestId, method: c.req.method, path: toLoggedPath(c.req.path) },
    'Unexpected error',
  )
  return c.json({ error: 'Unexpected error', request_id: requestId }, 500)
}
