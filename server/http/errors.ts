import type { Context } from 'hono'
import { HTTPException } from 'hono/http-exception'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import type { Log } from '../../core/process/log.ts'
import { classifyError, logClassified, type ShownError } from './classify-error.ts'
import { toLoggedPath } from './redact-path.ts'

/** `Retry-After` of every 503. */
export const retryAfterSeconds = '1'

export const statusOf = {
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
  tooManyRequests: 429,
  unexpected: 500,
  unavailable: 503,
} satisfies Record<ShownError['code'], ContentfulStatusCode>

/** Writes an error in the form of a door. A bug has a `requestId`, under which its cause is logged. */
export type ErrorNotation = (error: ShownError, requestId?: string) => object

/** The notations of the doors other than REST, by the prefix of their paths. */
export type ErrorNotations = Record<string, ErrorNotation>

export const toRestError: ErrorNotation = ({ message }, requestId) => ({
  error: message,
  ...(requestId !== undefined && { request_id: requestId }),
})

/** The notation of the door that a path belongs to. */
export const findNotation = (notations: ErrorNotations, path: string): ErrorNotation =>
  Object.entries(notations).find(([prefix]) => path.startsWith(prefix))?.[1] ?? toRestError

/** Answers what a handler has thrown, in the form of the door that the request is for. */
export const createErrorAnswer =
  (log: Log, notations: ErrorNotations) =>
  (c: Context, error: unknown): Response => {
    if (error instanceof HTTPException && error.status < 500)
      return c.json({ error: error.message }, error.status)
    const classified = classifyError(error)
    const { code } = classified
    const { method, path } = c.req
    const requestId = c.get('requestId')
    logClassified(log, classified, { err: error, requestId, method, path: toLoggedPath(path) })
    // The rest of the body is not read, so the connection cannot be used again.
    if (code === 'tooLarge') c.header('Connection', 'close')
    if (code === 'unavailable') c.header('Retry-After', retryAfterSeconds)
    const notate = findNotation(notations, path)
    return c.json(notate(classified, code === 'unexpected' ? requestId : undefined), statusOf[code])
  }
