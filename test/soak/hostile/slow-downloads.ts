import { setTimeout as delay } from 'node:timers/promises'
import { repeatConnections, type Target, toGet } from './attack-target.ts'

const lanes = 30
const readMs = 5
const pauseMs = 200
/** The server refuses connections while it drains. */
const reconnectMs = 100

/** Downloads, lists and feeds that are read a little at a time, so that every drain finds some unfinished. */
export async function downloadSlowly(target: Target): Promise<void> {
  const requests = [
    `/api/v1/todos/ical/${target.finishedJob}/result`,
    '/api/v1/todos',
    target.feedPath,
    '/api/v1/todos?limit=1000',
  ].map(path => toGet(target, path))
  await repeatConnections(target, lanes, requests, async socket => {
    while (!socket.destroyed && target.remainingMs() > 0) {
      socket.resume()
      await delay(readMs)
      socket.pause()
      await delay(pauseMs)
    }
    await delay(reconnectMs)
  })
}
