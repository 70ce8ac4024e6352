import { setTimeout as delay } from 'node:timers/promises'
import { openSocket, scale, type Target, toGet } from './target.ts'

const connections = 200
/** Past a heartbeat, which comes each 15 s. */
const heldMs = 17_000

/**
 * On each connection the events of a pending job and, behind them, those of a finished one: the second stream has ended
 * but cannot be sent while the first is open.
 */
export async function leaveStreamsUnflushed(target: Target): Promise<void> {
  const events = (id: string) => toGet(target, `/api/v1/todos/ical/${id}/events`)
  const requests = [
    events(target.pendingJob) + events(target.finishedJob),
    events(target.pendingJob) + events(target.finishedJob).repeat(20),
    events(target.pendingJob) + events(target.pendingJob) + events(target.finishedJob),
  ]
  do {
    const sockets = Array.from({ length: scale(target, connections) }, (_, n) => {
      const socket = openSocket(target)
      if (n % 2 === 0) socket.resume()
      socket.write(requests[n % requests.length] ?? '')
      return socket
    })
    await delay(heldMs)
    for (const socket of sockets) socket.resetAndDestroy()
  } while (!target.isOver())
}
