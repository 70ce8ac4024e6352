import { setTimeout as delay } from 'node:timers/promises'
import { createClient } from './client.ts'
import type { SoakContext } from './action.ts'
import { runLoad } from './run-load.ts'
import { createNotes, type Notes } from './notes.ts'
import { type Reading, takeReading } from './reading.ts'
import { type Rest, rest } from './rest.ts'
import { type BrokerName, openStage, type Stage } from './stage.ts'

export type SoakSettings = { minutes: number; broker: BrokerName; perSecond: number }

export type Soaked = {
  /** Samples under load, after the warm-up. */
  readings: Reading[]
  warmUpMinutes: number
  restBefore: Rest
  restAfter: Rest
  notes: Notes
  /** The logs of the processes by name. */
  logs: Map<string, string>
}

/** Files expire within the run, to include their deletion. */
const env = { RESULT_TTL_HOURS: '0.1' }

/** The second worker is slow, so that there are running jobs to watch and to cancel. */
const workers = [{}, { SIMULATED_WORK_SECONDS: '3' }]

const maxWarmUpMinutes = 5
const readEveryMs = 10_000

/**
 * Warm-up, rest, load, rest: the second rest may not hold more than the first.
 *
 * @param interrupted rejects to end the run early
 */
export async function runSoak(
  settings: SoakSettings,
  print: (text: string) => void,
  interrupted: Promise<never>,
): Promise<Soaked> {
  await using stage = await openStage(settings.broker, { env, workers })
  return await Promise.race([soak(stage, settings, print), interrupted])
}

async function soak(
  stage: Stage,
  { minutes, perSecond }: SoakSettings,
  print: (text: string) => void,
): Promise<Soaked> {
  const warmUpMinutes = Math.min(maxWarmUpMinutes, minutes / 6)
  const loadMinutes = minutes - warmUpMinutes
  const context = createContext(stage.url, createNotes())
  const load = (loadedMinutes: number) => runLoad(context, { perSecond, durationMs: loadedMinutes * 60_000 })
  const soaked = await soakInPhases(
    stage,
    context,
    {
      warmUp: () => load(warmUpMinutes),
      load: () => load(loadMinutes),
      async read() {
        await stage.assertRunning()
        return takeReading(stage)
      },
    },
    print,
  )
  return { ...soaked, warmUpMinutes }
}

type Phases = {
  warmUp: () => Promise<void>
  load: () => Promise<void>
  /** @returns undefined while a process is down. @throws Error when none may be */
  read: () => Promise<Reading | undefined>
}

/** The phases of every profile: warm-up, rest, load, rest. Collects the logs at the end. */
export async function soakInPhases(
  stage: Stage,
  context: Pick<SoakContext, 'client' | 'notes'>,
  { warmUp, load, read }: Phases,
  print: (text: string) => void,
): Promise<Omit<Soaked, 'warmUpMinutes'>> {
  const { notes } = context

  async function runPhase(what: string, phase: () => Promise<void>): Promise<Reading[]> {
    const readings: Reading[] = []
    const done = new AbortController()
    async function keepReading(): Promise<void> {
      while (!done.signal.aborted) {
        await delay(readEveryMs, undefined, { signal: done.signal }).catch(() => {})
        if (done.signal.aborted) return
        const reading = await read()
        if (!reading) continue
        readings.push(reading)
        const actions = notes.counts.get('actions')
        print(
          `${what}: ${describeReading(reading)}${actions === undefined ? '' : `; ${actions} client actions`}`,
        )
      }
    }
    const reading = keepReading()
    await Promise.race([phase(), reading])
    done.abort()
    await reading
    return readings
  }

  await runPhase('warming up', warmUp)
  const restBefore = await rest(stage, context, read)
  const readings = await runPhase('under load', load)
  const restAfter = await rest(stage, context, read)
  await stage.assertRunning()
  const logs = new Map<string, string>()
  for (const { name, readLog } of stage.processes) logs.set(name, await readLog())
  return { readings, restBefore, restAfter, notes, logs }
}

const createContext = (url: string, notes: Notes): SoakContext => ({
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
