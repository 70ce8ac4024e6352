import { setTimeout as delay } from 'node:timers/promises'
import { createClient } from './client.ts'
import type { SoakContext } from './action.ts'
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

/** Files expire during a run, that their cleaning is part of it. */
const env = { RESULT_TTL_HOURS: '0.1' }

/** The second worker takes its time: there are jobs to watch and to cancel, and files that are never used again. */
const workers = [{}, { SIMULATED_WORK_SECONDS: '3' }]

const maxWarmUpMinutes = 5
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
  await using stage = await openStage(settings.broker, { env, workers })
  return await Promise.race([soak(stage, settings, say), interrupted])
}

async function soak(
  stage: Stage,
  { minutes, perSecond }: SoakSettings,
  say: (text: string) => void,
): Promise<Soaked> {
  const warmUpMinutes = Math.min(maxWarmUpMinutes, minutes / 6)
  const loadMinutes = minutes - warmUpMinutes
  const context = createWorld(stage.url, createNotes())
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
    say,
  )
  return { ...soaked, warmUpMinutes }
}

type Phases = {
  warmUp: () => Promise<void>
  load: () => Promise<void>
  /** @returns undefined while a process is away. @throws Error when none may be */
  read: () => Promise<Reading | undefined>
}

/** What every profile has: warm-up, rest, load, rest, and the logs. */
export async function soakInPhases(
  stage: Stage,
  context: Pick<SoakContext, 'client' | 'notes'>,
  { warmUp, load, read }: Phases,
  say: (text: string) => void,
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
        say(
          `${what}: ${describeReading(reading)}${actions === undefined ? '' : `; ${actions} actions of visitors`}`,
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

const createWorld = (url: string, notes: Notes): SoakContext => ({
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
