import { createJobCreator } from '../../core/calendar-jobs/create-job.ts'
import { createJobRoom } from '../../core/calendar-jobs/job-room.ts'
import { createEnqueuer } from '../../core/calendar-jobs/enqueue.ts'
import { openDatabase } from '../../core/database/db.ts'
import { createLog } from '../../core/process/log.ts'
import { openQueue } from '../../core/queue/open-queue.ts'
import { originalCalendarOptions } from '../../schema/calendar-options.ts'
import { useSqs } from '../../test/harness/test-sqs-broker.ts'
import { type Bench, type RowReport, takeTurns } from '../bench.ts'
import type { Line } from '../report.ts'
import { describeSample, formatNumber, median, percentile, type Sample } from '../sample.ts'
import type { Delay } from '../targets/delays.ts'
import { type Broker, type Ours, openOurs } from '../targets/ours.ts'
import { todoColumns, todoValues } from '../targets/target.ts'
import { createByPolling } from './create-by-polling.ts'

const maxSeconds = 2
const leaseMs = 30_000
const busyOwner = 'busy'
/** Added at once when too few wait. */
const batchSize = 2_000

/**
 * Row 13: single jobs of one owner while another has thousands waiting, from the POST to SUCCESS as a client that polls sees
 * it. Every job has a file of its own. What has finished is replaced before each job, so that enough are waiting throughout.
 */
export async function measureOtherOwners(bench: Bench): Promise<RowReport> {
  const { waiting } = bench.settings.sizes.owners
  const work = `13. one job beside ${waiting.toLocaleString('en')} of another owner`
  const delays: RowReport['delays'] = []
  const measure = (broker: Broker, name: string) => async () => {
    const { p95, processes } = await measureP95(bench, broker)
    const known = delays.findIndex(row => row.work === `${work}, ${name}`)
    delays.splice(known === -1 ? delays.length : known, 1, { work: `${work}, ${name}`, delays: processes })
    return p95
  }
  const p95 = await takeTurns(
    bench,
    { what: `${work}, p95`, unit: 's' },
    {
      redis: measure('redis', 'Redis'),
      postgres: measure('postgres', 'PostgreSQL'),
      sqs: measure('sqs', 'local SQS'),
    },
  )
  return {
    lines: [
      toLine(`${work}, p95, Redis`, p95.redis),
      toLine(`${work}, p95, PostgreSQL`, p95.postgres),
      toLine(`${work}, p95, local SQS`, p95.sqs),
    ],
    delays,
  }
}

const toLine = (work: string, seconds: Sample): Line => ({
  work,
  goal: `≤ ${maxSeconds} s`,
  measured: `${formatNumber(median(seconds.rounds))} s`,
  met: median(seconds.rounds) <= maxSeconds,
  ours: describeSample(seconds),
  comparedWith: '–',
})

async function measureP95(
  { environment, settings }: Bench,
  broker: Broker,
): Promise<{ p95: number; processes: Delay[] }> {
  const { todos, owners } = settings.sizes
  await using ours = await openOurs(environment, broker)
  await ours.seed(todos)
  await seedBusyOwner(ours, todos)
  await using busy = await openBusyOwner(ours)
  await busy.fill(owners.waiting + batchSize)
  await ours.startWorkers()
  const seconds: number[] = []
  for (let job = 0; job < owners.jobs; job += 1) {
    await ours.changeList()
    await busy.fill(owners.waiting)
    const startedAtMs = performance.now()
    await createByPolling(ours)
    seconds.push((performance.now() - startedAtMs) / 1000)
  }
  const processes = await ours.stop()
  return { p95: percentile(seconds, 95), processes }
}

const seedBusyOwner = ({ pool }: Ours, todos: number) =>
  pool.query(`
    insert into owner (id) values ('${busyOwner}');
    insert into todo (owner_id, ${todoColumns}, revised_at)
    select '${busyOwner}', ${todoValues}, timestamp '2025-01-01 09:00' from generate_series(1, ${todos}) as n`)

/** Creates jobs as a server does, which this process is for this owner. */
async function openBusyOwner({
  env,
  databaseUrl,
  pool,
}: Ours): Promise<AsyncDisposable & { fill: (waiting: number) => Promise<void> }> {
  await using opening = new AsyncDisposableStack()
  const log = createLog('warn', 'bench')
  if (env['AWS_ENDPOINT_URL'] !== undefined) opening.use(useSqs({ env }))
  const { db } = opening.use(openDatabase(databaseUrl, { name: 'bench', maxConnections: 4 }))
  const settings = { databaseUrl, brokerUrl: env['BROKER_URL'], name: 'ical', leaseMs }
  const enqueuer = opening.use(createEnqueuer(db, opening.use(await openQueue(settings, log)), log))
  const createJob = createJobCreator(db, enqueuer, createJobRoom(db, 0), leaseMs)
  const opened = opening.move()
  let created = 0
  return {
    async fill(waiting) {
      for (;;) {
        const { rows } = await pool.query<{ count: string }>(
          `select count(*) from calendar_job where owner_id = '${busyOwner}' and state = 'PENDING'`,
        )
        if (Number(rows[0]?.count) >= waiting) return
        await Promise.all(
          Array.from({ length: batchSize }, () =>
            createJob({
              ownerId: busyOwner,
              options: { ...originalCalendarOptions, name: `Calendar ${(created += 1)}` },
            }),
          ),
        )
      }
    },
    [Symbol.asyncDispose]: () => opened.disposeAsync(),
  }
}
