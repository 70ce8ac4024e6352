import { setTimeout as delay } from 'node:timers/promises'
import { waitFor } from '../harness/wait-for.ts'
import type { SoakContext } from './action.ts'
import type { HeapAtRest } from './heap-at-rest.ts'
import { messages, type Reading, unfinishedJobs } from './reading.ts'
import type { Stage } from './stage.ts'

/** Half a minute of samples without clients. */
export type Rest = {
  readings: Reading[]
  /** The heap of each process at the end. */
  heaps: Map<string, HeapAtRest>
}

const calmTimeoutMs = 120_000
/** Longer than the 10 s for which a pool keeps an idle connection. */
const restMs = 30_000
const readEveryMs = 2_000

/**
 * Disconnects the clients, waits until all messages and jobs are finished, and then takes samples.
 *
 * @param read returns undefined while a process is down
 */
export async function rest(
  stage: Stage,
  { client, notes }: Pick<SoakContext, 'client' | 'notes'>,
  read: () => Promise<Reading | undefined>,
): Promise<Rest> {
  client.disconnect()
  const isCalm = async () => {
    const shared = (await read())?.shared
    return shared?.get(messages) === 0 && shared.get(unfinishedJobs) === 0
  }
  const reportError = (error: unknown) => notes.report(String(error))
  await waitFor('all messages and jobs to be finished', isCalm, calmTimeoutMs, 500).catch(reportError)
  const readings: Reading[] = []
  const endsAtMs = performance.now() + restMs
  while (performance.now() < endsAtMs) {
    await delay(readEveryMs)
    const reading = await read()
    if (reading) readings.push(reading)
  }
  const heaps = new Map<string, HeapAtRest>()
  for (const { name, readHeap } of stage.processes) {
    const heap = await readHeap().catch(reportError)
    if (heap) heaps.set(name, heap)
  }
  return { readings, heaps }
}

export const heapMbOf = ({ heaps }: Rest, name: string): number => heaps.get(name)?.heapMb ?? Number.NaN

export const rssMbOf = ({ heaps }: Rest, name: string): number => heaps.get(name)?.rssMb ?? Number.NaN

export const resourcesOf = ({ heaps }: Rest, name: string): number => heaps.get(name)?.resources ?? Number.NaN

export const descriptorsOf = (rest: Rest, name: string): number =>
  minOf(rest, ({ processes }) => processes.get(name)?.descriptors)

export const sharedOf = (rest: Rest, name: string): number => minOf(rest, ({ shared }) => shared.get(name))

/** The minimum: the sample in which no pool happens to be working. */
const minOf = ({ readings }: Rest, read: (reading: Reading) => number | undefined): number =>
  Math.min(...readings.map(reading => read(reading) ?? 0))
