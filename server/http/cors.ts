import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response'
import type { MiddlewareHandler } from 'hono'

/** Pages can read these besides the few that browsers always expose. */
const exposedHeaders =
  'Allow, Content-Disposition, ETag, Link, Location, RateLimit, RateLimit-Policy, Retry-After, WWW-Authenticate'
const allowedMethods = 'GET, HEAD, POST, PUT, DELETE'
const preflightMaxAgeSeconds = '600'

/**
 * The headers that let a page of a listed origin read a response, without credentials. Responses written directly on
 * Node.js' own response need them, because the middleware cannot add any there.
 */
export function toCorsHeaders(origin: string | undefined, origins: string[]): Record<string, string> {
  if (origins.length === 0) return {}
  return {
    Vary: 'Origin',
    ...(origin !== undefined &&
      origins.includes(origin) && {
        'Access-Control-Allow-Origin': origin,
        'Access-Control-Expose-Headers': exposedHeaders,
      }),
  }
}

/** Lets pages of the listed origins use every route, with any header, and read its errors. */
export function allowOrigins(origins: string[]): MiddlewareHandler {
  return async (c, next): Promise<Response | void> => {
    const headers = toCorsHeaders(c.req.header('origin'), origins)
    // Only preflights: calendar programs look for CalDAV with other OPTIONS requests.
    if (c.req.method === 'OPTIONS' && c.req.header('access-control-request-method') !== undefined) {
      return c.body(null, 204, {
        ...headers,
        ...('Access-Control-Allow-Origin' in headers && {
          'Access-Control-Allow-Methods': allowedMethods,
          'Access-Control-Allow-Headers': c.req.header('access-control-request-headers') ?? '',
          'Access-Control-Max-Age': preflightMaxAgeSeconds,
        }),
        Vary: 'Origin, Access-Control-Request-Headers',
      })
    }
    await next()
    // The route has written these headers itself, and all such responses share this object.
    if (c.res === RESPONSE_ALREADY_SENT) return
    for (const [name, value] of Object.entries(headers)) c.res.headers.append(name, value)
  }
}
