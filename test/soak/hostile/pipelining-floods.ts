import { hold, readHeads, repeatConnections, type Target, toGet } from './attack-target.ts'

const connections = 20
const requests = 5_000
const heldMs = 5_000
const paths = ['/readyz', '/api/v1/todos?limit=20', '/readyz', '/api/v1/todos']

/** Twenty connections send 5,000 requests each before reading; every second one never reads. */
export async function floodByPipelining(target: Target): Promise<void> {
  const floods = paths.map(path => toGet(target, path).repeat(requests))
  await repeatConnections(target, connections, floods, async (socket, lane) => {
    if (lane % 2 === 0) readHeads(target, socket)
    await hold(target, heldMs)
  })
}
