import type { ServerResponse } from 'node:http'
import { AppError } from '../../core/app-error.ts'
import type { Responses } from './responses.ts'

/** The open event streams of this server, at all doors: how many there may be, and what keeps or ends them. */
export type Streams = Disposable & {
  /**
   * @param sendsHeartbeats whether heartbeats and a time to come back may be written in between; a door's library that
   *   writes the stream itself has its own
   * @throws AppError unavailable when there are as many as there may be, or the server is draining
   */
  open: (response: ServerResponse, sendsHeartbeats: boolean) => void
}

type OpenStream = { openedAtMs: number; sendsHeartbeats: boolean }

export const heartbeatMs = 15_000
const maxAgeMs = 3_600_000
/** What a reader that takes nothing may let pile up here; what the sockets hold comes on top. */
const maxWaitingBytes = 64 * 1024
const retrySpreadMs = 3_000
const flushMs = 50

const heartbeat = ': heartbeat\n\n'

/**
 * Disposing ends all of them, with a time to come back that differs from one to the next, by destroying the response:
 * a reader that is told of an orderly end takes the job for finished.
 */
export function createStreams(responses: Responses): Streams {
  const streams = new Map<ServerResponse, OpenStream>()
  let isDraining = false

  function keep(): void {
    const oldest = performance.now() - maxAgeMs
    for (const [response, stream] of streams) {
      if (response.writableEnded) streams.delete(response)
      else if (response.writableLength > maxWaitingBytes) response.destroy()
      else if (stream.openedAtMs < oldest) closeWithRetry(response, stream)
      else if (stream.sendsHeartbeats && !response.writableNeedDrain) response.write(heartbeat)
    }
  }
  const timer = setInterval(keep, heartbeatMs)

  return {
    open(response, sendsHeartbeats) {
      if (isDraining) throw new AppError('unavailable', 'The server is stopping; connect again')
      responses.become(response, 'stream')
      streams.set(response, { openedAtMs: performance.now(), sendsHeartbeats })
      response.once('close', () => streams.delete(response))
    },
    [Symbol.dispose]() {
      isDraining = true
      clearInterval(timer)
      for (const [response, stream] of streams) closeWithRetry(response, stream)
    },
  }
}

function closeWithRetry(response: ServerResponse, { sendsHeartbeats }: OpenStream): void {
  // Its reader still takes the end; nothing may be written behind that.
  if (response.writableEnded) return
  if (sendsHeartbeats) response.write(`retry: ${1_000 + Math.floor(Math.random() * retrySpreadMs)}\n\n`)
  // What was just written would be thrown away with the response.
  setTimeout(() => response.destroy(), flushMs)
}
