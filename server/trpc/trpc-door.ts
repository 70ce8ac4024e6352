import type { HttpBindings } from '@hono/node-server'
import { fetchRequestHandler } from '@trpc/server/adapters/fetch'
import { Hono } from 'hono'
import type { RequestIdVariables } from 'hono/request-id'
import { AppError } from '../../core/app-error.ts'
import { getBaseUrl } from '../absolute-url.ts'
import type { ServerContext } from '../context.ts'
import { logError } from './errors.ts'
import { appRouter } from './router.ts'

const maxBatchSize = 10
const json = /^application\/json\s*(?:;|$)/i

type Env = { Bindings: HttpBindings; Variables: RequestIdVariables }

const isUnavailable = ({ cause }: Error) => cause instanceof AppError && cause.code === 'unavailable'

/** Everything under `/trpc`. */
export function createTrpcDoor(context: ServerContext): Hono<Env> {
  const { streams, config, log } = context
  const app = new Hono<Env>()
  app.all('/*', c => {
    // tRPC takes forms and octet streams too, and those a page of any site can send.
    if (!json.test(c.req.header('content-type') ?? 'application/json')) {
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
      // A stream's errors are in the stream, with a 200. But without a context there was no place for it at all.
      responseMeta({ type, ctx, errors }) {
        if (type === 'subscription' && !ctx) return { status: 503, headers: { 'Retry-After': '1' } }
        return errors.some(isUnavailable) ? { headers: { 'Retry-After': '1' } } : {}
      },
      onError: failure => logError(log, failure),
    })
  })
  return app
}
