import { setTimeout as delay } from 'node:timers/promises'
import { poll } from '../../bench/poll.ts'
import type { SoakContext } from './action.ts'
import type { HeapAtRest } from './heap-at-rest.ts'
import { messages, type Reading, unfinishedJobs } from './reading.ts'
import type { Stage } from './stage.ts'

/** Half a minute without clients. */
export type Rest = {
  readings: Reading[]
  /** Of each process, at the end. */
  heaps: Map<string, HeapAtRest>
}

const calmTimeoutMs = 120_000
/** Longer than a pool keeps a connection that nobody uses, which is 10 s. */
const restMs = 30_000
const readEveryMs = 2_000

/**
 * When everything that was asked for is done, and the clients are gone.
 *
 * @param read returns undefined while a process is away
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
  const pace = { everyMs: 500, timeoutMs: calmTimeoutMs, what: 'nothing waits and nothing is under way' }
  await poll(isCalm, pace).catch((error: unknown) => notes.complain(String(error)))
  const readings: Reading[] = []
  const endsAtMs = performance.now() + restMs
  while (performance.now() < endsAtMs) {
    await delay(readEveryMs)
    const reading = await read()
    if (reading) readings.push(reading)
  }
  const heaps = new Map<string, HeapAtRest>()
  for (const { name, readHeap } of stage.processes) {
    const heap = await readHeap().catch((error: unknown) => notes.complain(String(error)))
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

/** The least is what is there when no pool happens to be at work. */
const minOf = ({ readings }: Rest, read: (reading: Reading) => number | undefined): number =>
  Math.min(...readings.map(reading => read(reading) ?? 0))
