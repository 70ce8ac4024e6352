import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { assertPortIsFree, listen } from '../../core/process/port.ts'

/** Only Linux spreads the connections to a port over several sockets that listen on it. */
const count = process.platform === 'linux' ? 16 : 1

/**
 * Listens on one port with several servers. Node.js accepts one connection per server in a turn of its event loop: among
 * turns of twenty milliseconds, a single server accepts 50 connections a second, and health checks wait behind the rest.
 *
 * @param maxConnections of all of them together
 * @throws StartupError with the reason and what to do
 */
export async function startListeners(
  {
    port,
    maxConnections,
    ...options
  }: { port: number; host: string; backlog: number; maxConnections: number },
  create: () => Server,
): Promise<{ port: number; servers: Server[] }> {
  const servers = Array.from({ length: count }, () => create())
  const reusePort = count > 1
  // Listening on a port that can be shared does not fail when another server of this user already does.
  if (reusePort) await assertPortIsFree(port, options.host)
  let sharedPort = port
  try {
    for (const server of servers) {
      server.maxConnections = Math.ceil(maxConnections / count)
      await listen(server, { ...options, port: sharedPort, reusePort })
      sharedPort = (server.address() as AddressInfo).port
    }
  } catch (error) {
    for (const server of servers) server.close()
    throw error
  }
  return { port: sharedPort, servers }
}
