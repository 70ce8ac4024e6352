import { hostname } from 'node:os'
import { setTimeout as delay } from 'node:timers/promises'
import { limitToRetention } from '../core/calendar-jobs/job-retention.ts'
import { startMaintenance } from '../core/calendar-jobs/maintenance-loop.ts'
import type { Config } from '../core/process/config.ts'
import { openDatabase } from '../core/database/db.ts'
import type { Log } from '../core/process/log.ts'
import { assertMigrated } from '../core/database/migrate.ts'
import { describeBroker, openQueue } from '../core/queue/open-queue.ts'
import { createBatches } from './batches.ts'
import { startWorkerHealth } from './health-server.ts'
import { startLeaseKeeper } from './lease-keeper.ts'
import { createCalendarMaker } from './make-calendar.ts'
import { createJobProcessor, Draining } from './process-job.ts'
import { createOwnersAtWork } from './owners-at-work.ts'
import { countReservePlaces, startReserve } from './reserve.ts'
import { createImportRunner } from './run-import.ts'

export type WorkerSettings = Config & { DATABASE_URL: string }

const listTimeoutMs = 600_000
/** Connections that long snapshots never occupy. */
const maxSmallReads = 2
/** How long a start waits for the broker before it reports that it is still waiting. */
const brokerWaitMs = 2_000

/** Starts to work on jobs. Disposing drains: no further job is claimed, and jobs that do not finish in time are handed back. */
export async function startWorker(config: WorkerSettings, log: Log): Promise<AsyncDisposable> {
  const { WORKER_CONCURRENCY: concurrency, SIMULATED_WORK_SECONDS: simulatedWorkSeconds } = config
  const name = `${hostname()}-${process.pid}`
  const leaseMs = config.LEASE_SECONDS * 1000
  const resultTtlMs = limitToRetention(config.RESULT_TTL_HOURS * 3_600_000, config.JOB_RETENTION_DAYS)

  await using opening = new AsyncDisposableStack()
  const { db } = opening.use(
    openDatabase(config.DATABASE_URL, {
      name: 'taskoverflow worker',
      maxConnections: 8,
    }),
  )
  await assertMigrated(db)
  // Long snapshots leave a job slot to small ones.
  const maxLongSnapshots = Math.max(1, Math.min(concurrency - 1, 4))
  const { pool: snapshotPool } = opening.use(
    openDatabase(config.DATABASE_URL, {
      name: 'taskoverflow snapshots',
      maxConnections: maxLongSnapshots + maxSmallReads,
      statementTimeoutMs: listTimeoutMs,
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
  const reserved = countReservePlaces(concurrency)
  const batches = createBatches(db, snapshotPool, {
    worker: name,
    places: concurrency + reserved,
    leaseMs,
    resultTtlMs,
    maxLongSnapshots,
  })
  const makeCalendar = createCalendarMaker(db, batches, snapshotPool, simulatedWorkSeconds)
  const owners = createOwnersAtWork()
  const stopping = new AbortController()
  const processor = createJobProcessor(
    db,
    batches,
    leases,
    owners,
    { makeCalendar, runImport: createImportRunner(db, config.MAX_TODOS) },
    log,
    {
      maxWaiting: concurrency,
      reuse: simulatedWorkSeconds === 0,
      stopping: stopping.signal,
    },
  )
  const consumer = queue.consume(processor.handle, { concurrency, name })
  const reserve = startReserve(db, processor, owners, { worker: name, leaseMs, places: reserved }, log)
  opening.defer(async () => {
    stopping.abort()
    const finished = new AbortController()
    void delay(config.DRAIN_TIMEOUT_SECONDS * 1000, undefined, { signal: finished.signal }).then(
      () => leases.abortAll(new Draining()),
      () => {},
    )
    await Promise.all([consumer[Symbol.asyncDispose](), reserve[Symbol.asyncDispose]()])
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
    log.info(about, 'The worker has started and is waiting for the broker')
    void connected.then(() => log.info(about, 'The worker is ready'))
  }
  return opening.move()
}
