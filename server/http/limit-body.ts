import type { Context, MiddlewareHandler } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { AppError } from '../../core/app-error.ts'

export const maxBodyBytes = 256 * 1024

/** Told from the headers (RFC 9112 §6): merely asking a Request for its body costs more than all else of a small one. */
export const hasBody = (c: Context): boolean =>
  c.req.header('transfer-encoding') !== undefined || Number(c.req.header('content-length') ?? 0) > 0

/** Refuses what is too long, by its announced length or as soon as it turns out so. */
export function limitBody(): MiddlewareHandler {
  const limit = bodyLimit({
    maxSize: maxBodyBytes,
    onError() {
      throw new AppError('tooLarge', `The body must be at most ${maxBodyBytes} bytes`)
    },
  })
  return (c, next) => (hasBody(c) ? limit(c, next) : next())
}
