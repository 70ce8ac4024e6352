import type { Context } from 'hono'
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'
import { AppError } from '../../core/app-error.ts'

export type RateLimit = {
  /** Counts a request. @throws AppError tooManyRequests, with Retry-After */
  count: (c: Context, key: string) => Promise<void>
  /** Takes the last request of the key back. */
  forgive: (key: string) => Promise<unknown>
}

/**
 * At most `max` requests per window for each key, counted by this server alone. The headers are those of
 * draft-ietf-httpapi-ratelimit-headers-10.
 */
export function createRateLimit(max: number, windowSeconds: number): RateLimit {
  const limiter = new RateLimiterMemory({ points: max, duration: windowSeconds })
  const policy = `"default";q=${max};w=${windowSeconds}`

  const describe = (c: Context, { remainingPoints, msBeforeNext }: RateLimiterRes): number => {
    const seconds = Math.ceil(msBeforeNext / 1000)
    c.header('RateLimit-Policy', policy)
    c.header('RateLimit', `"default";r=${remainingPoints};t=${seconds}`)
    return seconds
  }

  return {
    async count(c, key) {
      try {
        describe(c, await limiter.consume(key))
      } catch (refused) {
        if (!(refused instanceof RateLimiterRes)) throw refused
        const seconds = Math.max(1, describe(c, refused))
        c.header('Retry-After', String(seconds))
        throw new AppError('tooManyRequests', `Too many requests; try again in ${seconds} s`)
      }
    },
    forgive: key => limiter.reward(key),
  }
}
