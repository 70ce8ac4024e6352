import { fileURLToPath } from 'node:url'
import type { Processes } from './processes.ts'

/** A course practical: readers arrive one after another and read repeatedly; planners create and delete todos. */
export type PracticalOrder = {
  api: string
  readers: number
  planners: number
  /** The time over which the readers arrive. */
  rampMs: number
  /** The planned time between two requests of a client. */
  pauseMs: number
  durationMs: number
}

export type PracticalResult = {
  requests: number
  /** Wrong statuses, timeouts after ten seconds, broken connections, and requests that came too late to be sent. */
  errors: number
  readP95Ms: number
  planP95Ms: number
}

export type Practical = (order: PracticalOrder) => Promise<PracticalResult>

export async function startPractical(processes: Processes): Promise<Practical> {
  const clients = await processes.startNode('practical', [
    fileURLToPath(import.meta.resolve('./practical-process.ts')),
  ])
  return async order => {
    const result = clients.nextMessage()
    clients.send(order)
    return (await result) as PracticalResult
  }
}
