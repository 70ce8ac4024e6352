import { randomUUID } from 'node:crypto'
import { createLog, type Log } from '../../core/log.ts'
import { openQueue } from '../../core/queue/open-queue.ts'
import type { Queue } from '../../core/queue/queue.ts'
import { createTestDatabase } from './test-database.ts'
import { hasRedis, startTestRedis } from './test-redis.ts'
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
  /** A queue of its own; each `openQueue` is like one more process that uses it. */
  newQueue: (log?: Log) => Promise<{ openQueue: () => Queue }>
}

export const testLeaseMs = 1_000

const silent = createLog('silent', 'test')

/** A broker with a database, as far as queues need them. */
export async function startTestBroker(kind: BrokerKind): Promise<TestBroker> {
  await using opening = new AsyncDisposableStack()
  // On Redis nothing of the queue is in PostgreSQL.
  const databaseUrl = kind === 'Redis' ? 'postgres://unused' : opening.use(await createTestDatabase()).url
  const open = (name: string, brokerUrl: string | undefined, log: Log) =>
    openQueue({ databaseUrl, brokerUrl, name, leaseMs: testLeaseMs }, log)
  const redis = kind === 'Redis' ? opening.use(await startTestRedis()) : undefined
  const sqs = kind.endsWith('SQS')
    ? opening.use(await startTestSqs({ isUnruly: kind === 'unruly SQS' }))
    : undefined
  if (sqs) opening.use(useSqs(sqs))
  const opened = opening.move()
  return {
    async newQueue(log = silent) {
      const name = `queue-${randomUUID()}`
      if (!sqs) return { openQueue: () => open(name, redis?.url, log) }
      const brokerUrl = await createSqsQueue(sqs, kind === 'FIFO SQS' ? `${name}.fifo` : name)
      return { openQueue: () => open(name, brokerUrl, log) }
    },
    [Symbol.asyncDispose]: () => opened.disposeAsync(),
  }
}

/** @returns its BROKER_URL */
export async function createSqsQueue(sqs: TestSqs, name: string): Promise<string> {
  await sqs.createQueue(name, name.endsWith('.fifo') ? { FifoQueue: 'true' } : {})
  return `sqs://${name}`
}

/** Leads the AWS SDK of this process there: it reads its settings from nowhere but the environment. */
export function useSqs({ env }: Pick<TestSqs, 'env'>): Disposable {
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
