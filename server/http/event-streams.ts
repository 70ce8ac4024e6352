import type { ServerResponse } from 'node:http'
import type { Credential } from '../../core/accounts/principal.ts'
import { AppError } from '../../core/app-error.ts'
import type { Place } from '../../core/concurrency/byte-budget.ts'
import { createSemaphore } from '../../core/concurrency/semaphore.ts'
import type { Responses } from './responses.ts'

/** The open event streams of all doors: limits them, keeps them alive, and ends them. */
export type Streams = Disposable & {
  /**
   * @param sendsHeartbeats whether to write heartbeats and a `retry:` time into the stream; false for libraries that
   *   write the stream themselves
   * @throws AppError unavailable when the maximum number of streams is open, or the server is draining
   */
  open: (response: ServerResponse, sendsHeartbeats: boolean) => void
  /** The stream of this response ends soon after the credential is revoked. Call it before `open`. */
  bind: (response: ServerResponse, credential: Credential) => void
  /**
   * Reserves memory for an update. Few streams wait for it at once, so that thousands do not keep other requests from it.
   */
  reserve: (response: ServerResponse, bytes: number, signal: AbortSignal) => Promise<Place>
}

type OpenStream = { openedAtMs: number; sendsHeartbeats: boolean; waitingBytes: number }

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
  const credentialOf = new WeakMap<ServerResponse, Credential>()
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
    for (const response of streams.keys()) {
      const credential = credentialOf.get(response)
      if (credential) credentials.set(credential.id, credential)
    }
    if (credentials.size === 0) return
    const revoked = await findRevoked([...credentials.values()])
    if (revoked.size === 0) return
    for (const response of streams.keys()) {
      const credential = credentialOf.get(response)
      if (credential && revoked.has(credential.id)) response.destroy()
    }
  }
  // While the database is away, nothing can be revoked, and the streams have nothing new either.
  const checkTimer = setInterval(() => void endRevoked().catch(() => {}), checkCredentialsEveryMs)

  return {
    bind(response, credential) {
      credentialOf.set(response, credential)
    },
    open(response, sendsHeartbeats) {
      if (isDraining) throw new AppError('unavailable', 'The server is stopping; connect again')
      responses.become(response, 'stream')
      streams.set(response, { openedAtMs: performance.now(), sendsHeartbeats, waitingBytes: 0 })
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
