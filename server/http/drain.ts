import type { Server } from 'node:http'
import { Server as NetServer } from 'node:net'
import type { Connections } from './connections.ts'
import type { Responses } from './responses.ts'

/** Left for everything else that a process closes before it must end. */
const restMs = 1_000

/**
 * Stops accepting connections and closes the idle ones; running requests have until shortly before `timeoutMs` to be
 * answered and taken, then their connections are closed as well.
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
  // What it also does besides: it ends the timer that checks connections.
  server.close()
}
