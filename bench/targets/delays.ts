import { readFile } from 'node:fs/promises'
import { median } from '../sample.ts'
import type { OurProcess } from './our-process.ts'

/** The event loop delay of the servers or of the workers, as written by `event-loop-delay.ts`. */
export type Delay = { process: OurProcess['name']; p99Ms: number; maxMs: number }

/** For each kind of process, the median of the percentiles and the maximum of the delays. */
export async function readDelays(processes: readonly OurProcess[]): Promise<Delay[]> {
  const delays = await Promise.all(
    processes.map(async ({ name, delayFile }): Promise<Delay> => ({
      process: name,
      ...(JSON.parse(await readFile(delayFile, 'utf8')) as Omit<Delay, 'process'>),
    })),
  )
  return [...Map.groupBy(delays, ({ process }) => process)].map(([process, same]) => ({
    process,
    p99Ms: median(same.map(({ p99Ms }) => p99Ms)),
    maxMs: Math.max(...same.map(({ maxMs }) => maxMs)),
  }))
}
