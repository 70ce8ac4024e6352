import type { MiddlewareHandler } from 'hono'

/** Each event goes on to the client as it comes: no proxy keeps, changes or compresses it. */
export const streamCacheControl = 'no-store, no-transform'

/**
 * Forbids caches to store an answer, unless its route sets `Cache-Control` itself. Almost all answers hold private todos or
 * depend on the token.
 */
export function forbidCaching(): MiddlewareHandler {
  return async (c, next) => {
    await next()
    const { headers } = c.res
    // The libraries that write streams say `no-cache`, which lets a shared cache keep them.
    if (headers.get('content-type')?.startsWith('text/event-stream')) {
      headers.set('Cache-Control', streamCacheControl)
    } else if (!headers.has('cache-control')) headers.set('Cache-Control', 'no-store')
  }
}
