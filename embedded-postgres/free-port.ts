import { randomInt } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:net'

/** Below Linux's ephemeral ports, so no outgoing connection takes the port while PostgreSQL restarts. */
const randomPort = (): number => randomInt(20_000, 32_768)

/** Returns `preferred` if it is free, or else a random free port. */
export async function findFreePort(preferred = randomPort()): Promise<number> {
  let port = preferred
  while (!(await isFree(port))) port = randomPort()
  return port
}

async function isFree(port: number): Promise<boolean> {
  const server = createServer()
  try {
    server.listen({ port, host: '127.0.0.1', exclusive: true })
    await once(server, 'listening')
  } catch {
    return false
  }
  server.close()
  await once(server, 'close')
  return true
}
