import { hold, openSocket, readHeads, repeatOnLanes, type Target, toGet } from './target.ts'

const connections = 20
const requests = 5_000
const heldMs = 5_000
const paths = ['/readyz', '/api/v1/todos?limit=20', '/readyz', '/api/v1/todos']

/** Twenty connections send 5,000 requests each before they read an answer; every second one reads none at all. */
export async function floodByPipelining(target: Target): Promise<void> {
  await repeatOnLanes(target, connections, async (lane, turn) => {
    const socket = openSocket(target)
    const path = paths[(lane + turn) % paths.length] ?? '/readyz'
    socket.write(toGet(target, path).repeat(requests))
    if (lane % 2 === 0) readHeads(target, socket)
    await hold(target, heldMs)
    socket.resetAndDestroy()
  })
}
