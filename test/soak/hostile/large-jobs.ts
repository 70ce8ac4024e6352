import { setTimeout as delay } from 'node:timers/promises'
import { type JobCreator, createJobCreator } from '../../../core/calendar-jobs/create-job.ts'
import { createJobRoom } from '../../../core/calendar-jobs/job-room.ts'
import { createEnqueuer } from '../../../core/calendar-jobs/enqueue.ts'
import { openDatabase } from '../../../core/database/db.ts'
import { createLog } from '../../../core/process/log.ts'
import { openQueue } from '../../../core/queue/open-queue.ts'
import { originalCalendarOptions } from '../../../schema/calendar-options.ts'
import { percentile } from '../../../bench/sample.ts'
import type { Stage } from '../stage.ts'
import { owners } from './seed-owners.ts'

export type JobReport = {
  jobs: number
  /** State and error of the jobs that did not end with SUCCESS, with their count. */
  failures: string[]
  /** Time from acceptance to the end of the small jobs that ran at the same time. */
  smallP95Ms?: number
}

export type JobMaker = AsyncDisposable & { createJob: JobCreator; pool: Stage['pool'] }

type Abuse = (maker: JobMaker, facts: { intensity: number; durationMs: number }) => Promise<JobReport>

const leaseMs = 30_000
const maxDurationMs = 300_000
const smallEveryMs = 250

/** The attacks on a worker. */
export const jobAbuses: Record<string, Abuse> = {
  /** 64 jobs at once over 500 × 10,000 characters, each with different options. */
  'wide-jobs': (maker, { intensity }) => runJobs(maker, owners.wide.id, Math.ceil(64 * intensity)),
  /** Four jobs at once over 3,000 × 10,000 characters. */
  'heavy-jobs': (maker, { intensity }) => runJobs(maker, owners.heavy.id, Math.ceil(4 * intensity)),
  /** Four jobs over 500,000 todos, with small jobs of another owner at the same time. */
  'long-jobs': runLongBesideSmall,
}

export async function openJobMaker(stage: Stage): Promise<JobMaker> {
  await using opening = new AsyncDisposableStack()
  // The AWS SDK reads its endpoint from this process' environment.
  Object.assign(process.env, stage.brokerEnv)
  const log = createLog('error', 'soak')
  const { db } = opening.use(openDatabase(stage.databaseUrl, { name: 'soak jobs', maxConnections: 2 }))
  const settings = { databaseUrl: stage.databaseUrl, brokerUrl: stage.brokerEnv['BROKER_URL'], name: 'ical' }
  const queue = opening.use(await openQueue({ ...settings, leaseMs }, log))
  const enqueuer = opening.use(createEnqueuer(db, queue, log))
  const opened = opening.move()
  return {
    createJob: createJobCreator(db, enqueuer, createJobRoom(db, 0), leaseMs),
    pool: stage.pool,
    [Symbol.asyncDispose]: () => opened.disposeAsync(),
  }
}

let jobCount = 0

async function makeJob({ createJob }: JobMaker, ownerId: string): Promise<string> {
  jobCount += 1
  // A unique name, so that no earlier file can be reused.
  const options = { ...originalCalendarOptions, name: `Soak ${jobCount}` }
  return (await createJob({ ownerId, options })).id
}

async function runJobs(maker: JobMaker, ownerId: string, count: number): Promise<JobReport> {
  const ids = await Promise.all(Array.from({ length: count }, () => makeJob(maker, ownerId)))
  return { jobs: count, failures: await waitForSuccess(maker, ids) }
}

async function runLongBesideSmall(maker: JobMaker, { intensity }: { intensity: number }): Promise<JobReport> {
  const long = Array.from({ length: Math.ceil(4 * intensity) }, () => makeJob(maker, owners.long.id))
  const longIds = await Promise.all(long)
  const small: string[] = []
  const ended = new AbortController()
  async function makeSmallJobs(): Promise<void> {
    while (!ended.signal.aborted) {
      small.push(await makeJob(maker, owners.small.id))
      await delay(smallEveryMs, undefined, { signal: ended.signal }).catch(() => {})
    }
  }
  const making = makeSmallJobs()
  const failures = await waitForSuccess(maker, longIds)
  ended.abort()
  await making
  failures.push(...(await waitForSuccess(maker, small)))
  const { rows } = await maker.pool.query<{ ms: number }>(
    `select extract(epoch from finished_at - created_at)::float8 * 1000 as ms from calendar_job
     where id = any($1) and finished_at is not null`,
    [small],
  )
  const smallP95Ms = percentile(
    rows.map(({ ms }) => ms),
    95,
  )
  return { jobs: longIds.length + small.length, failures, smallP95Ms }
}

async function waitForSuccess({ pool }: JobMaker, ids: string[]): Promise<string[]> {
  const until = performance.now() + maxDurationMs
  for (;;) {
    const { rows } = await pool.query<{ state: string; error: string | null; count: number }>(
      'select state, error, count(*)::int as count from calendar_job where id = any($1) group by 1, 2',
      [ids],
    )
    const unfinished = rows.filter(({ state }) => !['SUCCESS', 'FAILURE', 'REVOKED'].includes(state))
    if (unfinished.length > 0 && performance.now() < until) {
      await delay(500)
      continue
    }
    return rows
      .filter(({ state }) => state !== 'SUCCESS')
      .map(({ state, error, count }) => `${count} × ${state}${error === null ? '' : ` (${error})`}`)
  }
}
