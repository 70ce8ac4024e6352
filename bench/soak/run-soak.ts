import { setTimeout as delay } from 'node:timers/promises'
import { createClient } from './client.ts'
import type { World } from './deed.ts'
import { runLoad } from './load.ts'
import { createNotes, type Notes } from './notes.ts'
import { type Reading, takeReading } from './reading.ts'
import { type Rest, rest } from './rest.ts'
import { type BrokerName, openStage, type Stage } from './stage.ts'

export type SoakSettings = { minutes: number; broker: BrokerName; perSecond: number }

export type Soaked = {
  /** Under load, after the warm-up. */
  readings: Reading[]
  warmUpMinutes: number
  restBefore: Rest
  restAfter: Rest
  notes: Notes
  /** What the processes wrote, by their names. */
  logs: Map<string, string>
}

const mostWarmUpMinutes = 5
const readEveryMs = 10_000

/**
 * Warm-up, rest, load, rest: what is open or kept in the second rest must have been in the first.
 *
 * @param interrupted rejects when it is to end early
 */
export async function runSoak(
  settings: SoakSettings,
  say: (text: string) => void,
  interrupted: Promise<never>,
): Promise<Soaked> {
  await using stage = await openStage(settings.broker)
  return await Promise.race([soak(stage, settings, say), interrupted])
}

async function soak(
  stage: Stage,
  { minutes, perSecond }: SoakSettings,
  say: (text: string) => void,
): Promise<Soaked> {
  const warmUpMinutes = Math.min(mostWarmUpMinutes, minutes / 6)
  const loadMinutes = minutes - warmUpMinutes
  const notes = createNotes()
  const world = createWorld(stage.url, notes)

  async function load(what: string, loadedMinutes: number): Promise<Reading[]> {
    const readings: Reading[] = []
    const done = new AbortController()
    async function keepReading(): Promise<void> {
      while (!done.signal.aborted) {
        await delay(readEveryMs, undefined, { signal: done.signal }).catch(() => {})
        if (done.signal.aborted) return
        await stage.assertRunning()
        const reading = await takeReading(stage)
        readings.push(reading)
        say(`${what}: ${describeReading(reading)}; ${notes.counts.get('deeds')} deeds`)
      }
    }
    const reading = keepReading()
    await Promise.race([runLoad(world, { perSecond, durationMs: loadedMinutes * 60_000 }), reading])
    done.abort()
    await reading
    return readings
  }

  await load('warming up', warmUpMinutes)
  const restBefore = await rest(stage, world)
  const readings = await load('under load', loadMinutes)
  const restAfter = await rest(stage, world)
  await stage.assertRunning()
  const logs = new Map<string, string>()
  for (const { name, readLog } of stage.processes) logs.set(name, await readLog())
  return { readings, warmUpMinutes, restBefore, restAfter, notes, logs }
}

const createWorld = (url: string, notes: Notes): World => ({
  url,
  client: createClient(url, notes),
  notes,
  roll: Math.random,
  todoIds: [],
  jobIds: [],
  feeds: [],
})

function describeReading({ processes, shared }: Reading): string {
  const each = [...processes].map(
    ([name, { rssMb, descriptors }]) => `${name} ${rssMb.toFixed(0)} MB ${descriptors} descriptors`,
  )
  return [...each, ...[...shared].map(([name, count]) => `${name} ${count}`)].join(', ')
}
