import { fileURLToPath } from 'node:url'
import type { Processes } from './processes.ts'

/** Sends POST requests to `url` on parallel connections: `requests` in total, or for `durationMs`. */
export type LoadOrder = {
  url: string
  connections: number
  headers?: Record<string, string>
  body?: string
  requests?: number
  durationMs?: number
}

/** All answers were 202 with distinct ids. With a duration, `perSecond` counts only the answers within it. */
export type LoadResult = { ids: string[]; perSecond: number; p50Ms: number; p99Ms: number }

export type Load = (order: LoadOrder) => Promise<LoadResult>

/** The load generator is a process of its own, one for the whole run: equally warm for all targets. */
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
