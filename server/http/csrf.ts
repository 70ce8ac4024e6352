import type { Context, MiddlewareHandler } from 'hono'
import { AppError } from '../../core/app-error.ts'
import type { Config } from '../../core/process/config.ts'
import { getBaseUrl } from './absolute-url.ts'

const readingMethods = new Set(['GET', 'HEAD', 'OPTIONS'])

/** The kind of page that sent a request, according to the browser; undefined for programs and for typed URLs. */
function findSender(c: Context, config: Config): 'own page' | 'other page' | undefined {
  // Prefer Sec-Fetch-Site over Origin: it stays correct behind a proxy that terminates TLS.
  const site = c.req.header('sec-fetch-site')
  if (site === 'same-origin') return 'own page'
  if (site !== undefined) return site === 'none' ? undefined : 'other page'
  const origin = c.req.header('origin')
  if (origin === undefined) return undefined
  return origin === new URL(getBaseUrl(c, config)).origin ? 'own page' : 'other page'
}

/** Whether the browser says that one of our own pages sent the request. Other pages cannot forge this. */
export const isFromOwnPage = (c: Context, config: Config): boolean => findSender(c, config) === 'own page'

/**
 * Refuses requests that change something when a browser says that a page of another site has sent them, at every door.
 * Programs other than browsers do not say where a request comes from.
 */
export function refuseCrossSite(config: Config): MiddlewareHandler {
  return async (c, next) => {
    if (readingMethods.has(c.req.method)) return next()
    const origin = c.req.header('origin')
    if (origin !== undefined && config.CORS_ORIGINS.includes(origin)) return next()
    if (findSender(c, config) === 'other page') {
      throw new AppError('forbidden', 'Pages of other sites cannot do this; see CORS_ORIGINS')
    }
    return next()
  }
}
