import type { Context } from 'hono'
import { createYoga, type Plugin } from 'graphql-yoga'
import type { RequestContext, RequestEnv } from '../context.ts'
import { isBrowserVisit } from '../http/browser-visit.ts'
import { isStream, streamCacheControl } from '../http/default-headers.ts'
import { showGraphiql } from './graphiql.ts'
import { readParams } from './json-request-parser.ts'
import { documentCaches, limits } from './limits.ts'
import { maskErrors } from './mask-errors.ts'
import { schema } from './schema.ts'

/** Yoga drops the response to a client that has left without closing its stream, which would send pings endlessly. */
const cancelDropped: Plugin = {
  onResponse({ request, response }) {
    if (request.signal.aborted) void response.body?.cancel()
  },
}

/** Everything under `/graphql`: the operations, and GraphiQL for browsers. */
export function createGraphqlDoor(): (c: Context<RequestEnv>) => Promise<Response> {
  const yoga = createYoga<RequestContext>({
    schema,
    plugins: [readParams, maskErrors, cancelDropped, ...limits],
    parserAndValidationCache: documentCaches(),
    // Hono does not accept the responses of Yoga's ponyfills.
    fetchAPI: { Request, Response, Headers, ReadableStream, TextEncoder, URL, URLPattern },
    // `errors.ts` logs and masks errors, and the edge limits bodies.
    logging: false,
    maskedErrors: false,
    maxRequestBodySize: false,
    batching: false,
    multipart: false,
    cors: false,
    graphiql: false,
    landingPage: false,
  })

  return async c => {
    if (isBrowserVisit(c)) return showGraphiql(c)
    const response = await yoga.fetch(c.req.raw, { ...c.get('ctx') })
    return isStream(response) ? toStream(response) : response
  }
}

/** Proxies must pass each event on immediately, neither cached, changed nor compressed. */
function toStream(response: Response): Response {
  response.headers.set('Cache-Control', streamCacheControl)
  response.headers.set('X-Accel-Buffering', 'no')
  // Yoga sends `none`, which is not a content coding.
  response.headers.delete('Content-Encoding')
  return response
}
