import type { ServerResponse } from 'node:http'
import type { Log } from '../../core/process/log.ts'
import { classifyError, logClassified } from './classify-error.ts'

/**
 * Streams a response's body piece by piece: each is read when the client has taken the one before. After an error the
 * connection is closed, which tells the client that the body is incomplete; the adapter would write the error's message into
 * it.
 */
export function streamBody(
  pieces: AsyncGenerator<Uint8Array>,
  { outgoing, log }: { outgoing: ServerResponse; log: Log },
): ReadableStream<Uint8Array> {
  let hasLeft = false
  const source: UnderlyingDefaultSource<Uint8Array> = {
    async pull(controller) {
      try {
        const { value, done } = await pieces.next()
        if (hasLeft) return
        if (done) controller.close()
        else controller.enqueue(value)
      } catch (error) {
        if (hasLeft) return
        logClassified(log, classifyError(error), { err: error })
        outgoing.destroy()
      }
    },
    async cancel() {
      hasLeft = true
      await pieces.return(undefined)
    },
  }
  return new ReadableStream(source, { highWaterMark: 0 })
}
