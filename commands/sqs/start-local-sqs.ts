import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { StartupError } from '../../core/process/startup-error.ts'
import { openEmulator } from './emulator.ts'

/** The queues of the course's practical, and the default queue of BROKER_URL=sqs://. */
export const courseQueues = {
  csse6400_prac: {},
  'csse6400_prac.fifo': { FifoQueue: 'true', ContentBasedDeduplication: 'true' },
  ical: {},
}

type LocalSqs = AsyncDisposable & { url: string }

export async function startLocalSqs({
  host,
  port,
  isUnruly,
}: {
  host: string
  port: number
  isUnruly: boolean
}): Promise<LocalSqs> {
  await using opening = new AsyncDisposableStack()
  const emulator = opening.use(await openEmulator({ isUnruly }))
  for (const [name, attributes] of Object.entries(courseQueues)) await emulator.createQueue(name, attributes)
  const server = emulator.createServer()
  try {
    server.listen({ host, port })
    await once(server, 'listening')
  } catch (cause) {
    const { code, message } = cause as NodeJS.ErrnoException
    const problem = code === 'EADDRINUSE' ? `Port ${port} is taken: --port takes another` : message
    throw new StartupError(`The local SQS cannot start. ${problem}.`, { cause })
  }
  opening.defer(async () => {
    const closed = once(server, 'close')
    server.close()
    server.closeAllConnections()
    await closed
  })
  const opened = opening.move()
  const name = /^(0\.0\.0\.0|127\.0\.0\.1|::1?)$/.test(host) ? 'localhost' : host
  return {
    url: `http://${name}:${(server.address() as AddressInfo).port}`,
    [Symbol.asyncDispose]: () => opened.disposeAsync(),
  }
}
