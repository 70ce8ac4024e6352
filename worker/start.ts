import { hostname } from 'node:os'
import { setTimeout as delay } from 'node:timers/promises'
import { limitToRetention } from '../core/calendar-jobs/job-retention.ts'
import { startMaintenance } from '../core/calendar-jobs/maintenance-loop.ts'
import type { Config } from '../core/process/config.ts'
import { openDatabase } from '../core/database/db.ts'
import type { Log } from '../core/process/log.ts'
import { assertMigrated } from '../core/database/migrate.ts'
import { describeBroker, openQueue } from '../core/queue/open-queue.ts'
import { startWorkerHealth } from './health.ts'
import { startLeaseKeeper } from './lease-keeper.ts'
import { createCalendarMaker } from './make-calendar.ts'
import { createJobProcessor, Draining } from './process-job.ts'

export type WorkerSettings = Config & { DATABASE_URL: string }

const longListTimeoutMs = 600_000
const maxLongLists = 4
/** How long a start waits for the broker before it says that the broker is away. */
const brokerWaitMs = 2_000

/** Begins to work on jobs; disposing drains: nothing more is claimed, and what is not done in time is given back. */
export async function startWorker(config: WorkerSettings, log: Log): Promise<AsyncDisposable> {
  const { WORKER_CONCURRENCY: concurrency, SIMULATED_WORK_SECONDS: simulatedWorkSeconds } = config
  const name = `${hostname()}-${process.pid}`
  const leaseMs = config.LEASE_SECONDS * 1000
  const resultTtlMs = limitToRetention(config.RESULT_TTL_HOURS * 3_600_000, config.JOB_RETENTION_DAYS)

  await using opening = new AsyncDisposableStack()
  const database = opening.use(
    openDatabase(config.DATABASE_URL, {
      name: 'taskoverflow worker',
      maxConnections: 8,
    }),
  )
  const { db } = database
  await assertMigrated(db)
  const { pool: longLists } = opening.use(
    openDatabase(config.DATABASE_URL, {
      name: 'taskoverflow long lists',
      // Long lists leave a slot to short ones.
      maxConnections: Math.max(1, Math.min(concurrency - 1, maxLongLists)),
      statementTimeoutMs: longListTimeoutMs,
      isStreamed: true,
    }),
  )
  const queue = opening.use(
    await openQueue(
      { databaseUrl: config.DATABASE_URL, brokerUrl: config.BROKER_URL, name: config.QUEUE_NAME, leaseMs },
      log,
    ),
  )
  opening.use(startMaintenance(db, queue, { leaseMs, retention: config.JOB_RETENTION_DAYS }, log))
  const leases = opening.use(startLeaseKeeper(db, leaseMs, log))
  const makeCalendar = createCalendarMaker(database, longLists, {
    concurrency,
    simulatedWorkSeconds,
    resultTtlMs,
  })
  const processor = createJobProcessor(db, leases, makeCalendar, log, {
    worker: name,
    maxWaiting: concurrency,
    leaseMs,
    resultTtlMs,
    reuse: simulatedWorkSeconds === 0,
  })
  const consumer = queue.consume(processor.handle, { concurrency, name })
  opening.defer(async () => {
    const finished = new AbortController()
    void delay(config.DRAIN_TIMEOUT_SECONDS * 1000, undefined, { signal: finished.signal }).then(
      () => leases.abortAll(new Draining()),
      () => {},
    )
    await consumer[Symbol.asyncDispose]()
    await processor[Symbol.asyncDispose]()
    finished.abort()
  })
  if (config.WORKER_HEALTH_PORT !== undefined) {
    opening.use(await startWorkerHealth(db, { port: config.WORKER_HEALTH_PORT, host: config.HOST, leaseMs }))
  }
  const about = {
    broker: describeBroker(config.BROKER_URL, config.QUEUE_NAME),
    database: new URL(config.DATABASE_URL).host,
    queue: config.QUEUE_NAME,
    concurrency,
  }
  const connected = consumer.connected.then(() => true)
  if (await Promise.race([connected, delay(brokerWaitMs, false, { ref: false })]))
    log.info(about, 'The worker is ready')
  else {
    log.info(about, 'The worker has started and waits for the broker')
    void connected.then(() => log.info(about, 'The worker is ready'))
  }
  return opening.move()
}
