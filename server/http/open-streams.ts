import type { ServerResponse } from 'node:http'
import type { Credential, Principal } from '../../core/accounts/principal.ts'
import { AppError } from '../../core/app-error.ts'
import type { Reservation } from '../../core/concurrency/byte-budget.ts'
import { createSemaphore } from '../../core/concurrency/semaphore.ts'
import type { Responses } from './responses.ts'

/** The open event streams of all doors: limits them, keeps them alive, and ends them. */
export type Streams = Disposable & {
  /**
   * Begins a stream that ends soon after the credential of its principal is revoked.
   *
   * @param sendsHeartbeats whether to write heartbeats and a `retry:` time into the stream; false for libraries that
   *   write the stream themselves
   * @throws AppError unavailable when the maximum number of streams is open, or the server is draining
   */
  open: (request: StreamRequest, sendsHeartbeats: boolean) => void
  /**
   * Reserves memory for an update. Few streams wait for it at once, so that thousands do not keep other requests from it.
   */
  reserve: (response: ServerResponse, bytes: number, signal: AbortSignal) => Promise<Reservation>
}

type StreamRequest = { outgoing: ServerResponse; principal: Principal }

type OpenStream = {
  openedAtMs: number
  sendsHeartbeats: boolean
  waitingBytes: number
  credential: Credential | undefined
}

/** Returns the ids of those that are no longer valid. */
type FindRevoked = (credentials: readonly Credential[]) => Promise<ReadonlySet<string>>

export const heartbeatMs = 15_000
const maxAgeMs = 3_600_000
/** What a reader may leave, besides what the sockets hold, when it takes nothing between two heartbeats. */
const maxWaitingBytes = 64 * 1024
const maxReserving = 50
const retrySpreadMs = 3_000
const flushMs = 50
/** A client with a revoked token learns nothing new after about this time. */
const checkCredentialsEveryMs = 4_000

const heartbeat = ': heartbeat\n\n'

/**
 * Disposing ends all streams, each with its own `retry:` time, so that clients do not reconnect all at once. It destroys
 * the responses, because after an orderly end clients would take the job for finished.
 */
export function createStreams(responses: Responses, findRevoked: FindRevoked): Streams {
  const streams = new Map<ServerResponse, OpenStream>()
  const reserving = createSemaphore(maxReserving)
  let isDraining = false

  function keep(): void {
    const oldest = performance.now() - maxAgeMs
    for (const [response, stream] of streams) {
      if (response.writableEnded) streams.delete(response)
      else if (isStalled(response, stream)) response.destroy()
      else if (stream.openedAtMs < oldest) closeWithRetry(response, stream)
      else if (stream.sendsHeartbeats && !response.writableNeedDrain) response.write(heartbeat)
    }
  }
  const timer = setInterval(keep, heartbeatMs)

  async function endRevoked(): Promise<void> {
    const credentials = new Map<string, Credential>()
    for (const { credential } of streams.values()) {
      if (credential) credentials.set(credential.id, credential)
    }
    if (credentials.size === 0) return
    const revoked = await findRevoked([...credentials.values()])
    if (revoked.size === 0) return
    for (const [response, { credential }] of streams) {
      if (credential && revoked.has(credential.id)) response.destroy()
    }
  }
  // While the database is away, nothing can be revoked, and the streams have nothing new either.
  const checkTimer = setInterval(() => void endRevoked().catch(() => {}), checkCredentialsEveryMs)

  return {
    open({ outgoing: response, principal: { credential } }, sendsHeartbeats) {
      if (isDraining) throw new AppError('unavailable', 'The server is stopping; connect again')
      responses.become(response, 'stream')
      streams.set(response, { openedAtMs: performance.now(), sendsHeartbeats, waitingBytes: 0, credential })
      response.once('close', () => streams.delete(response))
    },
    async reserve(response, bytes, signal) {
      using _turn = await reserving.acquire(signal)
      return await responses.reserve(response, bytes)
    },
    [Symbol.dispose]() {
      isDraining = true
      clearInterval(timer)
      clearInterval(checkTimer)
      for (const [response, stream] of streams) closeWithRetry(response, stream)
    },
  }
}

function isStalled({ writableLength }: ServerResponse, stream: OpenStream): boolean {
  const isSame = writableLength === stream.waitingBytes
  stream.waitingBytes = writableLength
  return isSame && writableLength > maxWaitingBytes
}

function closeWithRetry(response: ServerResponse, { sendsHeartbeats }: OpenStream): void {
  // The reader is still receiving the end, and nothing can be written after it.
  if (response.writableEnded) return
  if (sendsHeartbeats) response.write(`retry: ${1_000 + Math.floor(Math.random() * retrySpreadMs)}\n\n`)
  // Destroying the response at once would discard what was just written.
  setTimeout(() => response.destroy(), flushMs)
}
