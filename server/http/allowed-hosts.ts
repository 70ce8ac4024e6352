import type { HttpBindings } from '@hono/node-server'
import type { MiddlewareHandler } from 'hono'
import { AppError } from '../../core/app-error.ts'
import type { Config } from '../../core/process/config.ts'
import { isLoopbackName } from '../../core/process/loopback.ts'
import { getForwardedHost, toHostName } from './absolute-url.ts'
import { isHealthCheck } from './health-check.ts'

/** Whether a listen address can be reached only from this machine. */
export const isLoopback = (host: string): boolean => isLoopbackName(host) || host === '::1'

/**
 * Protects against DNS rebinding: a page of any site can make its own name resolve to 127.0.0.1, and the browser then
 * takes this server for its origin. So the server answers only to its own names: the one in PUBLIC_URL and the loopback
 * names. A server that listens beyond loopback without PUBLIC_URL does not know its names and answers to any.
 *
 * With TRUST_PROXY, X-Forwarded-Host replaces Host. On loopback, Host must be right as well: a page that uses rebinding
 * bypasses the proxy, and can send X-Forwarded-Host itself.
 *
 * @throws AppError misdirected; badInput when Host is malformed or there is more than one (RFC 9112 §3.2)
 */
export function requireOwnHost(config: Config): MiddlewareHandler {
  const { HOST, PUBLIC_URL } = config
  const publicName = PUBLIC_URL === undefined ? undefined : new URL(PUBLIC_URL).hostname.replace(/\.$/, '')
  const isOnLoopback = isLoopback(HOST)
  const isUnrestricted = !isOnLoopback && publicName === undefined
  // Almost all requests name the same host: parsing it again and again is a measurable part of a short request.
  let lastOwn: string | undefined
  const isOwn = (host: string | undefined) => {
    if (host !== undefined && host === lastOwn) return true
    const name = toHostName(host)
    if (name === undefined || (name !== publicName && !isLoopbackName(name))) return false
    lastOwn = host
    return true
  }
  const advice =
    PUBLIC_URL === undefined
      ? 'Use localhost, or set PUBLIC_URL to the address that clients use'
      : `Use ${PUBLIC_URL}; a proxy must pass Host on, or send X-Forwarded-Host with TRUST_PROXY set here`

  return async (c, next) => {
    if (hasTwoHosts((c.env as HttpBindings).incoming.rawHeaders)) {
      throw new AppError('badInput', 'There must be only one Host header')
    }
    if (isHealthCheck(c)) return next()
    const host = c.req.header('host')
    if (isUnrestricted) {
      if (host !== undefined && host !== lastOwn && toHostName(host) === undefined)
        throw new AppError('badInput', 'The Host header is malformed')
      lastOwn = host
      return next()
    }
    const forwarded = getForwardedHost(c, config)
    const isHostOwn = (forwarded !== undefined && !isOnLoopback) || isOwn(host)
    if (isHostOwn && (forwarded === undefined || isOwn(forwarded))) return next()
    throw new AppError('misdirected', `This server does not answer to the Host of this request. ${advice}`)
  }
}

/** Looks at the raw headers, because Node.js keeps only the first Host. */
function hasTwoHosts(rawHeaders: string[]): boolean {
  let hosts = 0
  for (let i = 0; i < rawHeaders.length; i += 2) {
    const name = rawHeaders[i] ?? ''
    if (name.length === 4 && name.toLowerCase() === 'host') hosts += 1
  }
  return hosts > 1
}
