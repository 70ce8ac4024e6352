import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { GetQueueAttributesCommand } from '@aws-sdk/client-sqs'
import { Redis } from 'ioredis'
import { Pool } from 'pg'
import { startTestSqs } from '../harness/test-sqs.ts'
import { findFreePort } from '../../embedded-postgres/free-port.ts'
import { openEnvironment } from '../../bench/environment.ts'
import { allocatorSettings } from '../../commands/start/child-process.ts'
import type { Launch, Processes } from '../../bench/processes.ts'
import { readScript } from '../../bench/targets/our-process.ts'
import { type StagedProcess, startStagedProcess } from './staged-process.ts'

export const brokerNames = ['redis', 'postgres', 'sqs'] as const
export type BrokerName = (typeof brokerNames)[number]

/** A server and workers as an operator runs them, with access to their database and broker. */
export type Stage = AsyncDisposable & {
  url: string
  processes: StagedProcess[]
  /** Starts load generators and probes. */
  helpers: Processes
  pool: Pool
  databaseUrl: string
  brokerEnv: Record<string, string>
  /** Counts waiting and delivered messages. */
  countMessages: () => Promise<number>
  /** Counts connections to Redis, except this process' own. */
  countRedisClients: () => Promise<number>
  /** @throws Error when a process has exited by itself */
  assertRunning: () => Promise<void>
}

type Broker = {
  env: Record<string, string>
  countMessages: () => Promise<number>
  countRedisClients: () => Promise<number>
}

const queueName = 'ical'
const ownName = 'soak'
const page = join(import.meta.dirname, '../../client/web/dist/index.html')
const flags = ['--trace-warnings', '--expose-gc', `--import=${import.meta.resolve('./heap-at-rest.ts')}`]

type StageSettings = {
  /** The environment of all processes. */
  env: Record<string, string>
  /** Additional environment of each worker. */
  workers: Record<string, string>[]
  /** Wraps the launch of each process, for example in a memory limit. */
  wrap?: (name: string, launch: Launch) => Promise<Launch>
}

/** @throws Error when the web page is not built: the server would log a warning, and the soak expects empty logs */
export async function openStage(
  brokerName: BrokerName,
  { env, workers, wrap }: StageSettings,
): Promise<Stage> {
  if (!existsSync(page)) throw new Error('The web page is not built: run `npm run build` first')
  await using opening = new AsyncDisposableStack()
  const { processes, redisUrl, postgresUrl } = opening.use(await openEnvironment())
  const pool = opening.adopt(
    new Pool({ connectionString: postgresUrl, max: 1, application_name: ownName }),
    opened => opened.end(),
  )
  pool.on('error', () => {})
  const open = { redis: openRedis, postgres: openPostgres, sqs: openSqs }[brokerName]
  const broker = await open({ redisUrl, pool, opening })

  const port = await findFreePort()
  const start = (name: string, script: 'server' | 'worker', settings: Record<string, string>) =>
    startStagedProcess(processes, {
      name,
      args: [...flags, ...readScript(script)],
      env: {
        LOG_LEVEL: 'warn',
        PORT: String(port),
        DATABASE_URL: postgresUrl,
        ...allocatorSettings,
        ...env,
        ...broker.env,
        ...settings,
      },
      wrap: wrap && (launch => wrap(name, launch)),
    })
  const server = await start('server', 'server', {})
  const started = [server]
  for (const [index, settings] of workers.entries()) {
    const name = workers.length === 1 ? 'worker' : `worker ${index + 1}`
    started.push(await start(name, 'worker', settings))
  }
  const opened = opening.move()
  return {
    url: `http://127.0.0.1:${port}`,
    processes: started,
    helpers: processes,
    pool,
    databaseUrl: postgresUrl,
    brokerEnv: broker.env,
    countMessages: broker.countMessages,
    countRedisClients: broker.countRedisClients,
    assertRunning: async () => void (await Promise.all(started.map(process => process.assertRunning()))),
    [Symbol.asyncDispose]: () => opened.disposeAsync(),
  }
}

type Opening = { redisUrl: string; pool: Pool; opening: AsyncDisposableStack }

async function openRedis({ redisUrl, opening }: Opening): Promise<Broker> {
  const redis = opening.adopt(new Redis(redisUrl, { connectionName: ownName }), opened => opened.disconnect())
  redis.on('error', () => {})
  return {
    env: { BROKER_URL: redisUrl },
    async countMessages() {
      const counts = await Promise.all([
        ...['wait', 'active'].map(name => redis.llen(key(name))),
        ...['delayed', 'prioritized'].map(name => redis.zcard(key(name))),
      ])
      return counts.reduce((sum, count) => sum + count, 0)
    },
    async countRedisClients() {
      const clients = String(await redis.call('CLIENT', 'LIST'))
      return clients.split('\n').filter(line => line !== '' && !line.includes(` name=${ownName} `)).length
    },
  }
}

const key = (name: string) => `bull:${queueName}:${name}`

const noClients = async () => 0

async function openPostgres({ pool }: Opening): Promise<Broker> {
  return {
    env: {},
    async countMessages() {
      const { rows } = await pool.query<{ count: number }>('select count(*)::int as count from bullmq.job')
      return rows[0]?.count ?? 0
    },
    countRedisClients: noClients,
  }
}

async function openSqs({ opening }: Opening): Promise<Broker> {
  const sqs = opening.use(await startTestSqs({ isUnruly: true }))
  const queueUrl = await sqs.createQueue(queueName, { VisibilityTimeout: '30' })
  const attributes = ['ApproximateNumberOfMessages', 'ApproximateNumberOfMessagesNotVisible'] as const
  return {
    env: { ...sqs.env, BROKER_URL: 'sqs://' },
    async countMessages() {
      const { Attributes = {} } = await sqs.client.send(
        new GetQueueAttributesCommand({ QueueUrl: queueUrl, AttributeNames: [...attributes] }),
      )
      return attributes.reduce((sum, name) => sum + Number(Attributes[name] ?? 0), 0)
    },
    countRedisClients: noClients,
  }
}
