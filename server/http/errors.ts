import type { Context } from 'hono'
import { HTTPException } from 'hono/http-exception'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import type { Log } from '../../core/process/log.ts'
import { classifyError, logClassified, type ShownError } from './classify-error.ts'
import { retryAfterSeconds } from './refusal.ts'
import { toLoggedPath } from './redact-path.ts'

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
  unexpected: 500,
  unavailable: 503,
} satisfies Record<ShownError['code'], ContentfulStatusCode>

/** How a door writes an error; `requestId` is there for a bug, under which the log has its cause. */
export type ErrorNotation = (error: ShownError, requestId: string | undefined) => object

const toRestError: ErrorNotation = ({ message }, requestId) => ({
  error: message,
  ...(requestId !== undefined && { request_id: requestId }),
})

/** Answers what a handler has thrown, in the notation of the door that was asked. */
export const createErrorAnswer =
  (log: Log, notations: Record<string, ErrorNotation>) =>
  (c: Context, error: unknown): Response => {
    if (error instanceof HTTPException && error.status < 500)
      return c.json({ error: error.message }, error.status)
    const classified = classifyError(error)
    const { code } = classified
    const { method, path } = c.req
    const requestId = c.get('requestId')
    logClassified(log, classified, { err: error, requestId, method, path: toLoggedPath(path) })
    // What is left of a body that was too long is not read: the connection cannot be used again.
    if (code === 'tooLarge') c.header('Connection', 'close')
    if (code === 'unavailable') c.header('Retry-After', retryAfterSeconds)
    const door = Object.keys(notations).find(prefix => path.startsWith(prefix))
    const notate = (door !== undefined && notations[door]) || toRestError
    return c.json(notate(classified, code === 'unexpected' ? requestId : undefined), statusOf[code])
  }
