import { setTimeout as delay } from 'node:timers/promises'
import { openSocket, repeatOnLanes, type Target, toGet } from './target.ts'

const lanes = 30
const readMs = 5
const pauseMs = 200
const sitDownMs = 100

/** Downloads, lists and feeds that are read a little at a time, so that a drain always meets some. */
export async function downloadSlowly(target: Target): Promise<void> {
  const paths = [
    `/api/v1/todos/ical/${target.finishedJob}/result`,
    '/api/v1/todos',
    target.feedPath,
    '/api/v1/todos?limit=1000',
  ]
  await repeatOnLanes(target, lanes, async (lane, turn) => {
    const socket = openSocket(target)
    socket.write(toGet(target, paths[(lane + turn) % paths.length] ?? ''))
    while (!socket.destroyed && !target.isOver()) {
      socket.resume()
      await delay(readMs)
      socket.pause()
      await delay(pauseMs)
    }
    socket.destroy()
    await delay(sitDownMs)
  })
}
