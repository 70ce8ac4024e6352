import { fileURLToPath } from 'node:url'
import type { Processes } from './processes.ts'

/** POSTs to `url` on some connections at once, as many as `requests` or for as long as `durationMs`. */
export type LoadOrder = {
  url: string
  connections: number
  body?: string
  requests?: number
  durationMs?: number
}

/** All were answered 202, each with an id of its own; of a duration, `perSecond` counts what came within it. */
export type LoadResult = { ids: string[]; perSecond: number; p50Ms: number; p99Ms: number }

export type Load = (order: LoadOrder) => Promise<LoadResult>

/** The load generator is a process of its own, one for the whole run: as warm for one side as for the other. */
export async function startLoad(processes: Processes): Promise<Load> {
  const generator = await processes.startNode('load', [
    fileURLToPath(import.meta.resolve('./load-process.ts')),
  ])
  return async order => {
    const answered = generator.nextMessage()
    generator.send(order)
    const { result, error } = (await answered) as { result?: LoadResult; error?: string }
    if (result) return result
    throw new Error(error)
  }
}
