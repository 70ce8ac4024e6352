import type { ServerResponse } from 'node:http'
import { initTRPC } from '@trpc/server'
import type { ServerContext } from '../context.ts'
import { formatError } from './errors.ts'

/** What a procedure stands on: the server's means, and what it must know of the request. */
export type TrpcContext = ServerContext & {
  baseUrl: string
  requestId: string
  /** Node.js' own response. */
  outgoing: ServerResponse
}

const pingMs = 15_000
/** Three pings missed: the connection leads nowhere any more, whatever TCP says. */
const reconnectAfterInactivityMs = 3 * pingMs

export const { router, procedure } = initTRPC.context<TrpcContext>().create({
  errorFormatter: formatError,
  isDev: false,
  sse: { ping: { enabled: true, intervalMs: pingMs }, client: { reconnectAfterInactivityMs } },
})
