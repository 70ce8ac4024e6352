import type { Context, MiddlewareHandler } from 'hono'
import { AppError } from '../../core/app-error.ts'
import type { Config } from '../../core/process/config.ts'
import { getBaseUrl } from './absolute-url.ts'

const readingMethods = new Set(['GET', 'HEAD', 'OPTIONS'])

/** Which page a browser says that a request comes from; programs, and a person who types an address, say nothing. */
function findSender(c: Context, config: Config): 'own page' | 'other page' | undefined {
  // Where there is both, the site is the better witness: it is right behind a proxy that ends TLS, too.
  const site = c.req.header('sec-fetch-site')
  if (site === 'same-origin') return 'own page'
  if (site !== undefined) return site === 'none' ? undefined : 'other page'
  const origin = c.req.header('origin')
  if (origin === undefined) return undefined
  return origin === new URL(getBaseUrl(c, config)).origin ? 'own page' : 'other page'
}

/** Whether the browser vouches that one of our own pages sent a request; no other page can make it say so. */
export const isFromOwnPage = (c: Context, config: Config): boolean => findSender(c, config) === 'own page'

/**
 * One rule for every door: when a browser says where a request that changes something comes from, it must be ours.
 * Programs other than browsers say nothing of the kind.
 */
export function refuseCrossSite(config: Config): MiddlewareHandler {
  return async (c, next) => {
    if (readingMethods.has(c.req.method)) return next()
    const origin = c.req.header('origin')
    if (origin !== undefined && config.CORS_ORIGINS.includes(origin)) return next()
    if (findSender(c, config) === 'other page') {
      throw new AppError('forbidden', 'Pages of other sites may not do this; see CORS_ORIGINS')
    }
    return next()
  }
}
