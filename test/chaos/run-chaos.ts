import { setTimeout as delay } from 'node:timers/promises'
import { sql } from 'kysely'
import { waitFor } from '../harness/wait-for.ts'
import { startAudit } from './audit.ts'
import { startClients } from './clients.ts'
import { doFault } from './do-fault.ts'
import { openHistory } from './history.ts'
import { findViolations, type Violation } from './invariants.ts'
import { makePlan, openDice } from './plan.ts'
import { type BrokerName, openStage, type Stage } from './stage.ts'
import { type JobHistory, readJobHistory, summarise, type Summary } from './summary.ts'

export type ChaosSettings = {
  seed: number
  seconds: number
  broker: BrokerName
  jobsPerSecond: number
  servers: number
  workers: number
  leaseSeconds: number
  /** Between two faults, at the most; half of it in the mean. */
  pauseSeconds: number
}

export type ChaosReport = {
  summary: Summary
  violations: Violation[]
  /** Of the first jobs with a violation. */
  histories: JobHistory[]
}

/** Longer than everything that may legitimately take its time: query limits, five backoffs, five minutes to a re-send. */
const calmTimeoutMs = 420_000
const lookAgainMs = 500
const shownHistories = 3
/** More than one page of a snapshot, so that a cursor is in play. */
const firstTodos = 700

/** @param say hears how far it is */
export async function runChaos(settings: ChaosSettings, say: (text: string) => void): Promise<ChaosReport> {
  const { seed, seconds, broker, jobsPerSecond, leaseSeconds, pauseSeconds } = settings
  const roll = openDice(seed)
  const history = openHistory()
  await using stage = await openStage(settings)
  await startAudit(stage.db)
  await createTodos(stage)
  const servers = stage.slots.filter(({ role }) => role === 'server')
  const clients = startClients({ servers, history, roll, jobsPerSecond })

  const endsAtMs = performance.now() + seconds * 1000
  // What touches the same service does so in turn.
  const turns = new Map<string, Promise<void>>()
  const faults: Promise<void>[] = []
  for (const { afterMs, fault } of makePlan(seed, broker, {
    durationMs: seconds * 1000,
    pauseMs: pauseSeconds * 1000,
  })) {
    await delay(Math.min(afterMs, Math.max(0, endsAtMs - performance.now())))
    if (performance.now() >= endsAtMs) break
    const turn = fault.kind.split(' ')[0] ?? ''
    const done = (turns.get(turn) ?? Promise.resolve()).then(() =>
      doFault({ stage, broker, leaseSeconds, history, roll }, fault),
    )
    turns.set(turn, done)
    faults.push(done)
    say(`${history.accepted.size} jobs accepted, ${faults.length} faults; now: ${fault.kind}`)
  }
  await Promise.all(faults)
  for (const { links } of stage.slots) for (const link of Object.values(links)) link.setTrap(undefined)
  say('Waiting for rest')
  await Promise.all(stage.slots.map(slot => slot.ready()))
  await clients.stop()
  const restlessness = await waitForRest(stage, clients.watched)

  const crashes = stage.slots.flatMap(slot =>
    slot.crashes.map(detail => ({
      promise: 'a process ends only when it is killed, or as it should when it is asked',
      jobId: '',
      detail,
    })),
  )
  const violations = [...restlessness, ...crashes, ...(await findViolations(stage.db, history))]
  const offenders = [...new Set(violations.map(({ jobId }) => jobId))]
    .filter(Boolean)
    .slice(0, shownHistories)
  return {
    summary: await summarise(stage, history),
    violations,
    histories: await Promise.all(offenders.map(id => readJobHistory(stage.db, history, id))),
  }
}

async function waitForRest(stage: Stage, watched: () => Promise<void>): Promise<Violation[]> {
  const violations: Violation[] = []
  const expectWithin = async (promise: string, reached: Promise<unknown>) => {
    await reached.catch((error: unknown) => violations.push({ promise, jobId: '', detail: String(error) }))
  }
  await expectWithin(
    'nothing is stuck when it is quiet',
    expectNone('open jobs', () => countOpenJobs(stage)),
  )
  await expectWithin(
    'the queue is empty when it is quiet',
    expectNone('messages in the queue', stage.countMessages),
  )
  await expectWithin(
    'every watcher is shown the end, once',
    Promise.race([
      watched(),
      delay(calmTimeoutMs / 4, undefined, { ref: false }).then(() => {
        throw new Error('Some watchers were not shown the end')
      }),
    ]),
  )
  return violations
}

/** Rejects when there are no fewer of them for as long as one may legitimately take. */
async function expectNone(what: string, count: () => Promise<number>): Promise<void> {
  for (let left = Infinity; left > 0;) {
    const before = left
    left = await waitFor(
      `fewer than ${before} ${what}`,
      async () => {
        const now = await count()
        return now < before && { now }
      },
      calmTimeoutMs,
    ).then(({ now }) => now)
    if (left > 0) await delay(lookAgainMs)
  }
}

async function countOpenJobs({ db }: Stage): Promise<number> {
  const { count } = await db
    .selectFrom('calendar_job')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('due_at', 'is not', null)
    .executeTakeFirstOrThrow()
  return count
}

async function createTodos({ db }: Stage): Promise<void> {
  await sql`
    insert into todo (owner_id, title, description, deadline_at)
    select 'local', 'Todo ' || n, case when n % 3 = 0 then 'Said at length' end,
      case when n % 10 > 0 then now() + make_interval(hours => n) end
    from generate_series(1, ${firstTodos}) n`.execute(db)
}
