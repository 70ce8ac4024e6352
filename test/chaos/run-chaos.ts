import { setTimeout as delay } from 'node:timers/promises'
import { sql } from 'kysely'
import { localOwner } from '../../schema/owner.ts'
import { waitFor } from '../harness/wait-for.ts'
import { startAudit } from './audit.ts'
import { startClients } from './clients.ts'
import { doFault } from './do-fault.ts'
import { openHistory } from './history.ts'
import { findViolations, type Violation } from './invariants.ts'
import { startOtherOwner } from './other-owner.ts'
import { createPlan, createDice } from './plan.ts'
import { type BrokerName, openStage, type Stage } from './stage.ts'
import { startTodoWatchers } from './todo-watchers.ts'
import { type JobHistory, readJobHistory, summarise, type Summary } from './summary.ts'

export type ChaosSettings = {
  seed: number
  seconds: number
  broker: BrokerName
  jobsPerSecond: number
  servers: number
  workers: number
  leaseSeconds: number
  /** The maximum pause between two faults; the mean is half of it. */
  pauseSeconds: number
}

export type ChaosReport = {
  summary: Summary
  violations: Violation[]
  /** The histories of the first jobs with a violation. */
  histories: JobHistory[]
}

/** Longer than the longest legitimate delay: query limits, five backoffs, five minutes until a message is sent again. */
const calmTimeoutMs = 420_000
const pollMs = 500
/** All servers answer by then. */
const copyTimeoutMs = 30_000
const shownHistories = 3
/** More than one page of a snapshot, so that the worker uses a cursor. */
const firstTodos = 700

/** @param print receives the progress */
export async function runChaos(settings: ChaosSettings, print: (text: string) => void): Promise<ChaosReport> {
  const { seed, seconds, broker, jobsPerSecond, leaseSeconds, pauseSeconds } = settings
  const roll = createDice(seed)
  const history = openHistory()
  await using stage = await openStage(settings)
  await startAudit(stage.db)
  await createTodos(stage)
  const servers = stage.processes.filter(({ role }) => role === 'server')
  const clients = startClients({ servers, history, roll, jobsPerSecond })
  const todoWatchers = startTodoWatchers(servers, history, roll)
  const otherOwner = await startOtherOwner(stage, history)

  const endsAtMs = performance.now() + seconds * 1000
  // Faults of the same kind run one after another.
  const turns = new Map<string, Promise<void>>()
  const faults: Promise<void>[] = []
  for (const { afterMs, fault } of createPlan(seed, broker, {
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
    print(`${history.accepted.size} jobs accepted, ${faults.length} faults; now: ${fault.kind}`)
  }
  await Promise.all(faults)
  for (const { links } of stage.processes) for (const link of Object.values(links)) link.setTrap(undefined)
  print('Waiting until all jobs have finished')
  await Promise.all(stage.processes.map(process => process.ready()))
  await Promise.all([clients.stop(), otherOwner.stop()])
  const unfinished = await waitForRest(stage, clients.watched)

  const crashes = stage.processes.flatMap(process =>
    process.crashes.map(detail => ({
      guarantee: 'a process exits only when it is killed or asked to',
      jobId: '',
      detail,
    })),
  )
  const { todos_revision: revision } = await stage.db
    .selectFrom('owner')
    .select('todos_revision')
    .where('id', '=', localOwner)
    .executeTakeFirstOrThrow()
  const differences = (await todoWatchers.compare(revision, copyTimeoutMs)).map(detail => ({
    guarantee: "each watcher's copy of the todos equals the table",
    jobId: '',
    detail,
  }))
  todoWatchers.stop()
  const violations = [...unfinished, ...crashes, ...differences, ...(await findViolations(stage.db, history))]
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
  const expectWithin = async (guarantee: string, reached: Promise<unknown>) => {
    await reached.catch((error: unknown) => violations.push({ guarantee, jobId: '', detail: String(error) }))
  }
  await expectWithin(
    'no job is stuck without load',
    expectNone('open jobs', () => countOpenJobs(stage)),
  )
  await expectWithin(
    'the queue is empty without load',
    expectNone('messages in the queue', stage.countMessages),
  )
  await expectWithin(
    'every watcher receives the end, once',
    Promise.race([
      watched(),
      delay(calmTimeoutMs / 4, undefined, { ref: false }).then(() => {
        throw new Error('Some watchers did not receive the end')
      }),
    ]),
  )
  return violations
}

/** Waits until `count` returns 0. Rejects when it stops decreasing. */
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
    if (left > 0) await delay(pollMs)
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
    select 'local', 'Todo ' || n, case when n % 3 = 0 then 'A description' end,
      case when n % 10 > 0 then now() + make_interval(hours => n) end
    from generate_series(1, ${firstTodos}) n`.execute(db)
}
