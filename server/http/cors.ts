import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response'
import type { Context, MiddlewareHandler } from 'hono'

/** Beyond those that pages may always read. */
const exposedHeaders = 'Allow, Content-Disposition, ETag, Link, Location, Retry-After, WWW-Authenticate'
const allowedMethods = 'GET, HEAD, POST, PUT, DELETE'
const preflightMaxAgeSeconds = '600'

/**
 * What allows a page of a listed origin to read an answer, credentials left out; for answers that are written on Node.js'
 * own response, where the middleware cannot add it.
 */
export function toCorsHeaders(c: Context, origins: string[]): Record<string, string> {
  if (origins.length === 0) return {}
  const origin = c.req.header('origin')
  return {
    Vary: 'Origin',
    ...(origin !== undefined &&
      origins.includes(origin) && {
        'Access-Control-Allow-Origin': origin,
        'Access-Control-Expose-Headers': exposedHeaders,
      }),
  }
}

/** One rule for every route, errors included: pages of the listed origins may use it, with any header. */
export function allowOrigins(origins: string[]): MiddlewareHandler {
  if (origins.length === 0) return (_, next) => next()
  return async (c, next): Promise<Response | void> => {
    const headers = toCorsHeaders(c, origins)
    // Other OPTIONS requests are the routes' business: calendar programs look for CalDAV with them.
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
    // Written by its route, with these headers; the object is one for all such answers.
    if (c.res === RESPONSE_ALREADY_SENT) return
    for (const [name, value] of Object.entries(headers)) c.res.headers.append(name, value)
  }
}
