import { setTimeout as delay } from 'node:timers/promises'
import { createClient } from '../client.ts'
import { createNotes } from '../notes.ts'
import { type Reading, takeReading } from '../reading.ts'
import { type Soaked, soakInPhases } from '../run-soak.ts'
import { type BrokerName, openStage, type Stage } from '../stage.ts'
import { abuses, mixed } from './abuses.ts'
import { startCalmUser } from './calm-user.ts'
import { jobAbuses, openJobMaker } from './large-jobs.ts'
import { openMemoryLimit, type MemoryLimit, watchMemory } from './memory-limit.ts'
import { openPendingJob, prepare } from './prepare.ts'
import type { Hostile, Round } from './round.ts'
import { openBareFlood, runAttack, startProbe } from './start-helpers.ts'
import { describeDeath, supervise } from './restart-processes.ts'
import type { TargetFacts } from './attack-target.ts'

export type HostileSettings = { minutes: number; broker: BrokerName; memory: number; only: string[] }

const drainSeconds = 5
/** `runProcess` forces the exit this long after the drain timeout. */
const graceSeconds = 5
const drainEveryMs = 3_000
const minWarmUpRoundMs = 3_000
/** As long and as hard as the load: what malloc keeps after a peak is no growth. */
const warmUpShare = 0.5
const mixedIntensity = 0.3
/** Long enough for the second wave of connections. */
const maxBareFloodMs = 22_000

const env = {
  DRAIN_TIMEOUT_SECONDS: String(drainSeconds),
  // The files have 10 MB; none may expire while it is downloaded.
  RESULT_TTL_HOURS: '24',
}

export async function runHostile(
  settings: HostileSettings,
  print: (text: string) => void,
  interrupted: Promise<never>,
): Promise<{ soaked: Soaked; hostile: Hostile }> {
  using limit = await openMemoryLimit(settings.memory)
  print(limit.description)
  const wrap = limit.wrap
  await using stage = await openStage(settings.broker, { env, workers: [{}], wrap })
  return await Promise.race([abuse(stage, limit, settings, print), interrupted])
}

async function abuse(
  stage: Stage,
  limit: MemoryLimit,
  { minutes, memory, only }: HostileSettings,
  print: (text: string) => void,
): Promise<{ soaked: Soaked; hostile: Hostile }> {
  const single = Object.keys(abuses).filter(name => only.length === 0 || only.includes(name))
  const isMixed = only.length === 0 || only.includes(mixed)
  const inMixed = Object.keys(abuses).filter(name => name !== 'drains' && name !== 'heavy-jobs')
  const notes = createNotes()
  const client = createClient(stage.url, notes, { mayRefuse: true })
  const prey = await prepare(stage, client, isMixed ? Object.keys(abuses) : single)
  await using maker = await openJobMaker(stage)
  const rounds: Round[] = []
  let round = createRound('start')
  const killed = new Set<string>()
  const kills = new Map<string, number>()
  const probe = await startProbe(stage.helpers, stage.url)
  probe.pause()
  let isProbing = false
  const floodBare = await openBareFlood(stage.helpers)

  using supervisor = supervise(stage.processes, {
    async onDeath(process, ending) {
      const count = limit.countKills(process.name)
      const isKilledByLimit = killed.delete(process.name) || count > (kills.get(process.name) ?? 0)
      kills.set(process.name, count)
      const log = await process.readLog()
      const death = describeDeath(process.name, ending, { log, isKilledByLimit })
      round.deaths.push(death)
      print(`${round.name}: ${death}`)
    },
    onAway: ({ name }) => void (name === 'server' && probe.pause()),
    onBack: ({ name, pid }) => void (name === 'server' && isProbing && probe.resume(pid)),
  })
  const finished = new AbortController()
  const watching = watchMemory(
    () => stage.processes,
    ({ name, pid }, rssMb) => {
      round.peaksMb.set(name, Math.max(round.peaksMb.get(name) ?? 0, rssMb))
      if (!limit.isWatched || rssMb <= memory || killed.has(name)) return
      killed.add(name)
      process.kill(pid, 'SIGKILL')
    },
    finished.signal,
  )

  async function runAbuse(name: string, facts: TargetFacts): Promise<void> {
    const jobAbuse = jobAbuses[name]
    if (jobAbuse) {
      const endsAtMs = performance.now() + facts.durationMs
      do round.jobs.push(await jobAbuse(maker, facts))
      while (performance.now() < endsAtMs)
      return
    }
    const attacking = runAttack(stage.helpers, name, facts)
    if (name === 'drains') await drainRepeatedly(facts.durationMs)
    round.attacks.set(name, await attacking)
  }

  async function drainRepeatedly(durationMs: number): Promise<void> {
    const endsAtMs = performance.now() + durationMs
    do {
      await delay(drainEveryMs)
      const drain = await supervisor.drain('server')
      round.drains.push({ ...drain, limitSeconds: drainSeconds + graceSeconds })
    } while (performance.now() < endsAtMs)
  }

  /** Runs each attack alone, then the mix. */
  async function runRounds(what: string, totalMs: number): Promise<void> {
    const done = new AbortController()
    await using pending = await openPendingJob(stage, prey)
    const calm = startCalmUser(client, () => supervisor.isAway('server'), done.signal)
    const plan = [...single.map(name => [name]), ...(isMixed ? [inMixed] : [])]
    for (const names of plan) {
      round = createRound(names.length === 1 ? String(names[0]) : mixed, what)
      rounds.push(round)
      const facts = {
        ...prey,
        pendingJob: pending.id,
        durationMs: totalMs / plan.length,
        intensity: names.length === 1 ? 1 : mixedIntensity,
      }
      if (names.includes('readers')) {
        const durationMs = Math.min(facts.durationMs, maxBareFloodMs)
        round.bareFloodMs = (await floodBare({ ...facts, durationMs })).newMs
      }
      print(`${round.name} starts`)
      isProbing = true
      probe.resume(stage.processes.find(({ name }) => name === 'server')?.pid ?? 0)
      const startedAtMs = performance.now()
      await Promise.all(names.map(name => runAbuse(name, facts)))
      supervisor.assertWell()
      round.seconds = (performance.now() - startedAtMs) / 1000
      round.livez = await probe.report()
      isProbing = false
      probe.pause()
      round.calm = calm.report()
    }
    done.abort()
  }

  const warmUpMinutes = minutes * warmUpShare
  const warmUpMs = Math.max(warmUpMinutes * 60_000, minWarmUpRoundMs * (single.length + 1))
  const soaked = await soakInPhases(
    stage,
    { client, notes },
    {
      warmUp: () => runRounds('warm-up', warmUpMs),
      load: () => runRounds('', (minutes - warmUpMinutes) * 60_000),
      read: () => readUnlessDown(stage),
    },
    print,
  )
  finished.abort()
  await watching
  return {
    soaked: { ...soaked, warmUpMinutes },
    hostile: { limitDescription: limit.description, memoryMb: memory, rounds },
  }
}

const readUnlessDown = (stage: Stage): Promise<Reading | undefined> =>
  takeReading(stage).catch(() => undefined)

const createRound = (name: string, what = ''): Round => ({
  name: what === '' ? name : `${what}, ${name}`,
  seconds: 0,
  livez: { keptMs: [], newMs: [], bareMs: [], failures: [] },
  bareFloodMs: [],
  calm: { answersMs: [], refusals: 0, failures: [] },
  attacks: new Map(),
  jobs: [],
  drains: [],
  deaths: [],
  peaksMb: new Map(),
})
