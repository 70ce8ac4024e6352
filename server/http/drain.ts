import type { Server } from 'node:http'
import { Server as NetServer } from 'node:net'
import type { Connections } from './connections.ts'
import type { Responses } from './responses.ts'

/** Reserved for what the process closes after the connections. */
const restMs = 1_000

/**
 * Stops accepting connections and closes the idle ones. Running requests have until shortly before `timeoutMs` to be
 * answered and received; then their connections are closed as well.
 */
export async function drain(
  server: Server,
  connections: Connections,
  responses: Responses,
  timeoutMs: number,
): Promise<void> {
  const { promise: closed, resolve } = Promise.withResolvers<void>()
  // The HTTP server's own close() also cuts off responses that are ended but not yet sent.
  NetServer.prototype.close.call(server, () => resolve())
  responses.onceClosed(() => setImmediate(connections.closeIdle))
  connections.closeIdle()
  const timer = setTimeout(() => server.closeAllConnections(), Math.max(0, timeoutMs - restMs))
  await closed
  clearTimeout(timer)
  // Also ends the timer that checks connections.
  server.close()
}
