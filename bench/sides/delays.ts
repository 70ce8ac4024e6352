import { readFile } from 'node:fs/promises'
import { median } from '../sample.ts'

/** How late the event loop of a process was: what `event-loop-delay.ts` writes. */
export type Delay = { process: 'server' | 'worker'; p99Ms: number; maxMs: number }

/** Of the processes of one kind, the median of the percentiles and the worst of the longest delays. */
export async function readDelays(
  files: readonly { process: Delay['process']; file: string }[],
): Promise<Delay[]> {
  const delays = await Promise.all(
    files.map(async ({ process, file }): Promise<Delay> => ({
      process,
      ...(JSON.parse(await readFile(file, 'utf8')) as Omit<Delay, 'process'>),
    })),
  )
  return [...Map.groupBy(delays, ({ process }) => process)].map(([process, same]) => ({
    process,
    p99Ms: median(same.map(({ p99Ms }) => p99Ms)),
    maxMs: Math.max(...same.map(({ maxMs }) => maxMs)),
  }))
}
