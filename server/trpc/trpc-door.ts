import type { HttpBindings } from '@hono/node-server'
import { fetchRequestHandler } from '@trpc/server/adapters/fetch'
import { Hono } from 'hono'
import type { RequestIdVariables } from 'hono/request-id'
import { AppError } from '../../core/app-error.ts'
import { isJson } from '../http/json-content-type.ts'
import { getBaseUrl } from '../http/absolute-url.ts'
import type { ServerContext } from '../context.ts'
import { statusOf } from '../http/errors.ts'
import { retryAfterSeconds } from '../http/refusal.ts'
import { isUnavailable, logError } from './errors.ts'
import { appRouter } from './router.ts'

const maxBatchSize = 10

type Env = { Bindings: HttpBindings; Variables: RequestIdVariables }

/** Everything under `/trpc`. */
export function createTrpcDoor(context: ServerContext): Hono<Env> {
  const { streams, config, log } = context
  const app = new Hono<Env>()
  app.all('/*', c => {
    // tRPC takes forms and octet streams too, and those a page of any site can send.
    if (!isJson(c.req.header('content-type') ?? 'application/json')) {
      throw new AppError('unsupportedMediaType', 'The body must be JSON')
    }
    return fetchRequestHandler({
      endpoint: '/trpc',
      req: c.req.raw,
      router: appRouter,
      maxBatchSize,
      createContext({ info }) {
        if (info.type === 'subscription') streams.open(c.env.outgoing, false)
        return {
          ...context,
          baseUrl: getBaseUrl(c, config),
          requestId: c.get('requestId'),
          outgoing: c.env.outgoing,
        }
      },
      responseMeta({ type, ctx, errors }) {
        // A stream's errors are in the stream, with a 200. But without a context there was no place for it at all.
        const isRefused = type === 'subscription' && !ctx
        return {
          ...(isRefused && { status: statusOf.unavailable }),
          ...((isRefused || errors.some(isUnavailable)) && { headers: { 'Retry-After': retryAfterSeconds } }),
        }
      },
      onError: failure => logError(log, failure),
    })
  })
  return app
}
