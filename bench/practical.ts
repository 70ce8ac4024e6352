import { fileURLToPath } from 'node:url'
import type { Processes } from './processes.ts'

/** A course's practical: readers come one after the other, stay and come back; planners make and delete todos. */
export type PracticalOrder = {
  api: string
  readers: number
  planners: number
  /** Over which the readers arrive. */
  rampMs: number
  /** From one request of a visitor to the next, as planned. */
  pauseMs: number
  durationMs: number
}

export type PracticalResult = {
  requests: number
  /** Answers with another status than the right one, none in ten seconds, connections that broke, turns that did not come. */
  errors: number
  readP95Ms: number
  planP95Ms: number
}

export type Practical = (order: PracticalOrder) => Promise<PracticalResult>

export async function startPractical(processes: Processes): Promise<Practical> {
  const visitors = await processes.startNode('practical', [
    fileURLToPath(import.meta.resolve('./practical-process.ts')),
  ])
  return async order => {
    const over = visitors.nextMessage()
    visitors.send(order)
    return (await over) as PracticalResult
  }
}
