import type { IncomingMessage } from 'node:http'
import type { Context, MiddlewareHandler } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { AppError } from '../../core/app-error.ts'

export const maxBodyBytes = 256 * 1024

/** Looks at the headers (RFC 9112 §6): reading `Request.body` would cost more than the rest of a small request. */
export const hasBody = (c: Context): boolean =>
  c.req.header('transfer-encoding') !== undefined || Number(c.req.header('content-length') ?? 0) > 0

/** Files to import are longer: they are stored as they arrive, and have a limit of their own. */
export const isUpload = ({ method, url = '' }: Pick<IncomingMessage, 'method' | 'url'>): boolean =>
  method === 'POST' && /^\/api\/v1\/todos\/import(?:\?|$)/.test(url)

/** Refuses a body that is too long, by its Content-Length or as soon as the limit is exceeded. */
export function limitBody(): MiddlewareHandler {
  const limit = bodyLimit({
    maxSize: maxBodyBytes,
    onError() {
      throw new AppError('tooLarge', `The body must be at most ${maxBodyBytes} bytes`)
    },
  })
  return (c, next) =>
    hasBody(c) && !isUpload({ method: c.req.method, url: c.req.path }) ? limit(c, next) : next()
}
