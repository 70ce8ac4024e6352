import { once } from 'node:events'
import { createServer, type ListenOptions, type Server } from 'node:net'
import { StartupError } from './startup-error.ts'

/** @param setting the one that gives the port @throws StartupError with the reason and what to do */
export async function listen(
  server: Server,
  { port, host, ...options }: Required<Address> & ListenOptions,
  setting = 'PORT',
): Promise<void> {
  const advice: Record<string, string> = {
    EADDRINUSE: `is in use by another program; stop it, or set ${setting} to a free port`,
    EACCES: `needs more privileges than this user has; set ${setting} to a port above 1023`,
    EADDRNOTAVAIL: 'is not on an address of this machine; set HOST to one of its addresses',
  }
  try {
    server.listen({ port, host, ...options })
    await once(server, 'listening')
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : ''
    throw new StartupError(`Port ${port} of ${host} ${advice[code] ?? `cannot be used (${code})`}.`, {
      cause: error,
    })
  }
}

type Address = { port: number; host: string }

/** Checks early, before anything else starts; `listen` reports a port that is taken in the meantime. */
export async function assertPortIsFree(port: number, host: string): Promise<void> {
  const server = createServer()
  await listen(server, { port, host })
  server.close()
  await once(server, 'close')
}
