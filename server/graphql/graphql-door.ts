import type { HttpBindings } from '@hono/node-server'
import type { Context } from 'hono'
import type { RequestIdVariables } from 'hono/request-id'
import { createYoga } from 'graphql-yoga'
import { createAttemptFinder } from '../../core/calendar-jobs/attempts.ts'
import { getBaseUrl } from '../http/absolute-url.ts'
import type { ServerContext } from '../context.ts'
import { isBrowserVisit } from '../http/browser-visit.ts'
import { streamCacheControl } from '../http/cache-control.ts'
import type { RequestContext } from './builder.ts'
import { cancelDropped } from './cancel-dropped.ts'
import { showGraphiql } from './graphiql.ts'
import { documentCaches, limits } from './limits.ts'
import { readParams } from './json-request-parser.ts'
import { schema } from './schema.ts'
import { showErrors } from './mask-errors.ts'

type Handler = (c: Context<{ Variables: RequestIdVariables }>) => Promise<Response>

/** Everything under `/graphql`: the operations, and a page to try them on. */
export function createGraphqlDoor(context: ServerContext): Handler {
  const yoga = createYoga<RequestContext>({
    schema,
    plugins: [readParams, showErrors, cancelDropped, ...limits],
    parserAndValidationCache: documentCaches(),
    // Node.js' own, for Yoga's ponyfills are no Response to Hono.
    fetchAPI: { Request, Response, Headers, ReadableStream, TextEncoder, URL, URLPattern },
    // Errors are logged and masked in `errors.ts`; bodies are bounded at the edge.
    logging: false,
    maskedErrors: false,
    maxRequestBodySize: false,
    batching: false,
    multipart: false,
    cors: false,
    graphiql: false,
    landingPage: false,
  })
  const findAttempts = createAttemptFinder(context.db)

  return async c => {
    const { outgoing } = c.env as HttpBindings
    if (isBrowserVisit(c)) return showGraphiql(c, outgoing, context.config.CORS_ORIGINS)
    const baseUrl = getBaseUrl(c, context.config)
    const response = await yoga.fetch(c.req.raw, {
      ...context,
      baseUrl,
      outgoing,
      findAttempts,
      requestId: c.get('requestId'),
    })
    return response.headers.get('content-type')?.startsWith('text/event-stream')
      ? toStream(response)
      : response
  }
}

/** Proxies must pass each event on as it comes: neither kept, nor changed, nor compressed. */
function toStream(response: Response): Response {
  response.headers.set('Cache-Control', streamCacheControl)
  response.headers.set('X-Accel-Buffering', 'no')
  // Yoga says `none`, which is no coding's name.
  response.headers.delete('Content-Encoding')
  return response
}
