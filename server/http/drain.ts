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
  servers: readonly Server[],
  connections: Connections,
  responses: Responses,
  timeoutMs: number,
): Promise<void> {
  const closed = servers.map(server => {
    const { promise, resolve } = Promise.withResolvers<void>()
    // The HTTP server's own close() also cuts off responses that are ended but not yet sent.
    NetServer.prototype.close.call(server, () => resolve())
    return promise
  })
  responses.onceClosed(() => setImmediate(connections.closeIdle))
  connections.closeIdle()
  const closeAll = () => servers.forEach(server => server.closeAllConnections())
  const timer = setTimeout(closeAll, Math.max(0, timeoutMs - restMs))
  await Promise.all(closed)
  clearTimeout(timer)
  // Also ends the timers that check connections.
  for (const server of servers) server.close()
}
