import type { Fauxqs } from './fauxqs.ts'
import { readCall, readReceived, release } from './sqs-call.ts'

/**
 * Returns messages to the queue if their receiver has disconnected. Otherwise a receiver that was stopped during its long
 * poll would hide the next message, and in a FIFO queue its whole group, for the visibility timeout.
 */
export function giveBackUndelivered(app: Fauxqs): void {
  app.addHook('preSerialization', async (request, _reply, payload) => {
    const call = readCall(request, 'ReceiveMessage')
    if (call && request.raw.socket.destroyed)
      for (const message of readReceived(payload).toReversed()) await release(app, call, message)
    return payload
  })
}
