import { fetchRequestHandler } from '@trpc/server/adapters/fetch'
import { Hono } from 'hono'
import { AppError } from '../../core/app-error.ts'
import type { RequestEnv } from '../context.ts'
import { retryAfterSeconds, statusOf } from '../http/errors.ts'
import { isStream, streamCacheControl } from '../http/default-headers.ts'
import { isJson } from '../http/json-content-type.ts'
import { isUnavailable, logError } from './errors.ts'
import { appRouter } from './router.ts'

const maxBatchSize = 10

/** Everything under `/trpc`. */
export function createTrpcDoor(): Hono<RequestEnv> {
  const app = new Hono<RequestEnv>()
  app.all('/*', async c => {
    // tRPC also takes forms and octet streams, which a page of any site can send without a CORS preflight.
    if (!isJson(c.req.header('content-type') ?? 'application/json')) {
      throw new AppError('unsupportedMediaType', 'The body must be JSON')
    }
    const ctx = c.get('ctx')
    const response = await fetchRequestHandler({
      endpoint: '/trpc',
      req: c.req.raw,
      router: appRouter,
      maxBatchSize,
      createContext({ info }) {
        // Here rather than in the subscription, which can no longer refuse with a status.
        if (info.type === 'subscription') ctx.streams.open(ctx, false)
        return ctx
      },
      responseMeta({ type, ctx, errors }) {
        // A stream reports errors in its events, with status 200. Without a context, opening it was refused.
        const isRefused = type === 'subscription' && !ctx
        return {
          ...(isRefused && { status: statusOf.unavailable }),
          ...((isRefused || errors.some(isUnavailable)) && { headers: { 'Retry-After': retryAfterSeconds } }),
        }
      },
      onError: failure => logError(ctx.log, failure),
    })
    // tRPC says `no-cache`, which lets a shared cache keep a stream.
    if (isStream(response)) response.headers.set('Cache-Control', streamCacheControl)
    return response
  })
  return app
}
