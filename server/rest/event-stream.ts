import type { ServerResponse } from 'node:http'
import type { Context } from 'hono'
import type { RequestEnv } from '../context.ts'
import { streamCacheControl } from '../http/default-headers.ts'
import { toCorsHeaders } from '../http/cors.ts'

export const eventStreamHeaders = {
  'Content-Type': 'text/event-stream; charset=utf-8',
  'Cache-Control': streamCacheControl,
  'X-Accel-Buffering': 'no',
}

/**
 * Begins a stream on Node.js' own response: with thousands of watchers, a web stream would cost three times the memory. The
 * route returns `RESPONSE_ALREADY_SENT`.
 *
 * @throws AppError unavailable when the maximum number of streams is open
 */
export function openEventStream(c: Context<RequestEnv>): ServerResponse {
  const ctx = c.get('ctx')
  const { outgoing, config } = ctx
  ctx.streams.open(ctx, true)
  outgoing.writeHead(200, {
    ...eventStreamHeaders,
    ...toCorsHeaders(c.req.header('origin'), config.CORS_ORIGINS),
  })
  outgoing.flushHeaders()
  return outgoing
}
