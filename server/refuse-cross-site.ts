import type { MiddlewareHandler } from 'hono'
import { AppError } from '../core/app-error.ts'
import type { Config } from '../core/config.ts'
import { getBaseUrl } from './absolute-url.ts'

const readingMethods = new Set(['GET', 'HEAD', 'OPTIONS'])

/**
 * One rule for every door: when a browser says where a request that changes something comes from, it must be ours.
 * Programs other than browsers say nothing of the kind.
 */
export function refuseCrossSite(config: Config): MiddlewareHandler {
  return async (c, next) => {
    if (readingMethods.has(c.req.method)) return next()
    const origin = c.req.header('origin')
    if (origin !== undefined && config.CORS_ORIGINS.includes(origin)) return next()
    // Where there is both, the site is the better witness: it is right behind a proxy that ends TLS, too.
    const site = c.req.header('sec-fetch-site')
    const isOurs =
      site === undefined
        ? origin === undefined || origin === new URL(getBaseUrl(c, config)).origin
        : site === 'same-origin' || site === 'none'
    if (!isOurs) throw new AppError('forbidden', 'Pages of other sites may not do this; see CORS_ORIGINS')
    return next()
  }
}
