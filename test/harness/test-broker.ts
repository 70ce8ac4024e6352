import { createLog, type Log } from '../../core/log.ts'
import { openQueue } from '../../core/queue/open-queue.ts'
import type { Queue } from '../../core/queue/queue.ts'
import { createTestDatabase } from './test-database.ts'
import { hasRedis, startTestRedis, type TestRedis } from './test-redis.ts'
import { startTestSqs, type TestSqs } from './test-sqs.ts'

/** `unruly SQS`: a standard queue that breaks the order and delivers some messages twice, as AWS may. */
export type BrokerKind = 'PostgreSQL' | 'Redis' | 'SQS' | 'FIFO SQS' | 'unruly SQS'

/** Those that this machine has. */
export const brokerKinds: BrokerKind[] = [
  'PostgreSQL',
  ...(hasRedis ? (['Redis'] as const) : []),
  'SQS',
  'FIFO SQS',
  'unruly SQS',
]

export type TestBroker = AsyncDisposable & {
  /** What processes find it by, beside the database. */
  env: Record<string, string>
  redis?: TestRedis
  sqs?: TestSqs
}

/** The broker alone. */
export async function startTestBroker(kind: BrokerKind): Promise<TestBroker> {
  if (kind === 'PostgreSQL') return { env: {}, async [Symbol.asyncDispose]() {} }
  if (kind === 'Redis') {
    const redis = await startTestRedis()
    return {
      env: { BROKER_URL: redis.url },
      redis,
      [Symbol.asyncDispose]: () => redis[Symbol.asyncDispose](),
    }
  }
  const name = kind === 'FIFO SQS' ? 'ical.fifo' : 'ical'
  await using opening = new AsyncDisposableStack()
  const sqs = opening.use(await startTestSqs({ isUnruly: kind === 'unruly SQS' }))
  await sqs.createQueue(name, name.endsWith('.fifo') ? { FifoQueue: 'true' } : {})
  opening.use(setEnvironment(sqs.env))
  const opened = opening.move()
  return {
    env: { ...sqs.env, BROKER_URL: `sqs://${name}` },
    sqs,
    [Symbol.asyncDispose]: () => opened.disposeAsync(),
  }
}

export type TestQueue = TestBroker & { openQueue: (log?: Log) => Queue }

export const testLeaseMs = 2_000

/** The broker with a database, as far as a queue needs them. */
export async function openTestQueue(kind: BrokerKind): Promise<TestQueue> {
  await using opening = new AsyncDisposableStack()
  const broker = opening.use(await startTestBroker(kind))
  // On Redis nothing of the queue is in PostgreSQL.
  const databaseUrl = kind === 'Redis' ? 'postgres://unused' : opening.use(await createTestDatabase()).url
  const opened = opening.move()
  return {
    ...broker,
    openQueue: (log = createLog('silent', 'test')) =>
      openQueue(
        { databaseUrl, brokerUrl: broker.env['BROKER_URL'], name: 'ical', leaseMs: testLeaseMs },
        log,
      ),
    [Symbol.asyncDispose]: () => opened.disposeAsync(),
  }
}

/** The AWS SDK of this process reads its settings from nowhere else. */
function setEnvironment(env: Record<string, string>): Disposable {
  const before = Object.keys(env).map(name => [name, process.env[name]] as const)
  Object.assign(process.env, env)
  return {
    [Symbol.dispose]() {
      for (const [name, value] of before) {
        if (value === undefined) delete process.env[name]
        else process.env[name] = value
      }
    },
  }
}
