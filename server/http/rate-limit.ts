import type { HttpBindings } from '@hono/node-server'
import type { Context } from 'hono'
import { LRUCache } from 'lru-cache'
import { AppError } from '../../core/app-error.ts'

export type RateLimit = {
  /** Counts a request. @throws AppError tooManyRequests, with Retry-After */
  count: (c: Context, key: string) => void
  /** Takes the last request of the key back. */
  forgive: (key: string) => void
}

type Window = { count: number; endsAtMs: number }

/** Beyond it, the keys that were used least recently are forgotten. */
const maxKeys = 100_000

/**
 * At most `max` requests per window for each key, counted by this server alone. A window begins with its first request. The
 * headers are those of draft-ietf-httpapi-ratelimit-headers-10. Only answers in the second half of a quota have them, as its
 * section on performance suggests: they would be the largest part of what a token costs.
 */
export function createRateLimit(max: number, windowSeconds: number): RateLimit {
  const windows = new LRUCache<string, Window>({ max: maxKeys })
  const policy = `"default";q=${max};w=${windowSeconds}`

  function findWindow(key: string, nowMs: number): Window {
    const known = windows.get(key)
    if (known && known.endsAtMs > nowMs) return known
    const window = { count: 0, endsAtMs: nowMs + windowSeconds * 1000 }
    windows.set(key, window)
    return window
  }

  return {
    count(c, key) {
      const nowMs = performance.now()
      const window = findWindow(key, nowMs)
      window.count += 1
      if (window.count * 2 <= max) return
      const seconds = Math.ceil((window.endsAtMs - nowMs) / 1000)
      // Not those of the context: the answers of GraphQL, tRPC and streams replace them.
      const { outgoing } = c.env as HttpBindings
      outgoing.setHeader('RateLimit-Policy', policy)
      outgoing.setHeader('RateLimit', `"default";r=${Math.max(0, max - window.count)};t=${seconds}`)
      if (window.count <= max) return
      c.header('Retry-After', String(seconds))
      throw new AppError('tooManyRequests', `Too many requests; try again in ${seconds} s`)
    },
    forgive(key) {
      const window = windows.get(key)
      if (window) window.count -= 1
    },
  }
}
