import type { Fauxqs } from './fauxqs.ts'
import { readCall, readReceived, release } from './sqs-call.ts'

/**
 * Gives back what a client has asked for that is gone by now. A receiver that was ended in its long poll would otherwise
 * take the next message along and hide it, and in a FIFO queue its whole group, for the visibility timeout.
 */
export function giveBackUndelivered(app: Fauxqs): void {
  app.addHook('preSerialization', async (request, _reply, payload) => {
    const call = readCall(request, 'ReceiveMessage')
    if (call && request.raw.socket.destroyed)
      for (const message of readReceived(payload).toReversed()) await release(app, call, message)
    return payload
  })
}
