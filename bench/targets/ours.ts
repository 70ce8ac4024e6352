import { Redis } from 'ioredis'
import { Pool } from 'pg'
import type { Environment } from '../environment.ts'
import { type Delay, readDelays } from './delays.ts'
import { startLocalSqs } from './local-sqs.ts'
import { type OurProcess, startOurProcess } from './our-process.ts'
import { type Target, todoColumns, todoValues } from './target.ts'

export type Broker = 'redis' | 'postgres' | 'sqs'

export type Ours = Target &
  AsyncDisposable & {
    databaseUrl: string
    /** What leads its processes to the database and the broker. */
    env: Record<string, string>
    /** For queries of the bench itself. */
    pool: Pool
    serverPid: number
    getWorkerPids: () => number[]
    /** Stops server and workers. @returns their event loop delays */
    stop: () => Promise<Delay[]>
  }

/**
 * A server and, on request, workers, started as a user would: `node main.ts …` and an environment.
 *
 * @param settings environment variables besides those that lead to the database and the broker
 */
export async function openOurs(
  environment: Environment,
  broker: Broker,
  settings: Record<string, string> = {},
): Promise<Ours> {
  const { redisUrl, workers } = environment
  await using opening = new AsyncDisposableStack()
  const databaseUrl = await environment.createDatabase()
  const pool = opening.adopt(
    new Pool({ connectionString: databaseUrl, max: 2, options: '-c TimeZone=UTC' }),
    opened => opened.end(),
  )
  pool.on('error', () => {})
  const redis = opening.adopt(new Redis(redisUrl), opened => opened.disconnect())
  redis.on('error', () => {})
  if (broker === 'redis') await redis.flushall()
  const sqs = broker === 'sqs' ? opening.use(await startLocalSqs(environment)) : undefined
  const env = {
    DATABASE_URL: databaseUrl,
    ...(broker === 'redis' && { BROKER_URL: redisUrl }),
    ...sqs?.env,
    ...settings,
  }
  const started: OurProcess[] = []

  async function start(name: OurProcess['name']): Promise<OurProcess> {
    const process = await startOurProcess(environment, name, env)
    started.push(process)
    return process
  }

  const server = await start('server')
  opening.defer(server.end)
  const api = `${server.url}/api/v1`
  let working: OurProcess[] = []

  async function stopWorkers(): Promise<void> {
    const stopping = working
    working = []
    await Promise.all(stopping.map(worker => worker.end()))
  }
  opening.defer(stopWorkers)
  const opened = opening.move()

  const count = async (sql: string): Promise<number> =>
    Number((await pool.query<{ count: string }>(`select count(*) from ${sql}`)).rows[0]?.count)
  const countWaiting = () =>
    sqs?.countWaiting() ?? (broker === 'redis' ? redis.llen('bull:ical:wait') : count('bullmq.job'))

  return {
    name: 'TaskOverflow',
    api,
    databaseUrl,
    env,
    pool,
    serverPid: server.pid,
    getWorkerPids: () => working.map(({ pid }) => pid),
    async seed(todos) {
      await pool.query('truncate todo restart identity; update owner set todos_revision = todos_revision + 1')
      await pool.query(
        `insert into todo (owner_id, ${todoColumns}, revised_at)
         select 'local', ${todoValues}, timestamp '2025-01-01 09:00' from generate_series(1, $1::int) as n`,
        [todos],
      )
      await pool.query('vacuum analyze todo')
    },
    async changeList() {
      const response = await fetch(`${api}/todos/1`, {
        method: 'PUT',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ title: `Write chapter 1 of the report, take ${Date.now()}` }),
      })
      if (!response.ok) throw new Error(`PUT answered ${response.status}: ${await response.text()}`)
      await response.arrayBuffer()
    },
    async startWorkers() {
      working = await Promise.all(Array.from({ length: workers }, () => start('worker')))
    },
    stopWorkers,
    countWaiting,
    async countUnfinished() {
      await Promise.all(working.map(worker => worker.assertRunning()))
      return count('calendar_job where due_at is not null')
    },
    async readFinishTimes(ids, todos) {
      const { rows } = await pool.query<{ at: number }>(
        `select (extract(epoch from finished_at) * 1000)::float8 as at from calendar_job
         where id = any($1::uuid[]) and state = 'SUCCESS' and written = $2 order by finished_at`,
        [ids, todos],
      )
      const all = await count('calendar_job')
      if (rows.length !== ids.length || all !== ids.length) {
        throw new Error(`Of ${ids.length} accepted jobs, ${rows.length} succeeded; the database has ${all}`)
      }
      return rows.map(({ at }) => at)
    },
    async forgetJobs() {
      // Messages that were sent twice would otherwise disturb the next measurement.
      if (sqs) await sqs.forgetMessages()
      else if (broker === 'redis') await redis.flushall()
      else await pool.query('truncate bullmq.job cascade')
      await pool.query(
        'truncate calendar_job, calendar_job_attempt, idempotency_key, artifact, artifact_part cascade',
      )
    },
    async stop() {
      await opened.disposeAsync()
      return readDelays(started)
    },
    [Symbol.asyncDispose]: () => opened.disposeAsync(),
  }
}
