import { randomUUID } from 'node:crypto'
import { createLog } from '../../core/process/log.ts'
import { openQueue } from '../../core/queue/open-queue.ts'
import type { Queue } from '../../core/queue/queue.ts'
import { createTestDatabase } from './test-database.ts'
import { hasRedis, startTestRedis } from './test-redis.ts'
import { isSqsKind, type SqsKind, sqsKinds, startTestSqsBroker } from './test-sqs-broker.ts'

export type BrokerKind = 'PostgreSQL' | 'Redis' | SqsKind

/** Those that this machine has. */
export const brokerKinds: BrokerKind[] = [
  'PostgreSQL',
  ...(hasRedis ? (['Redis'] as const) : []),
  ...sqsKinds,
]

export type TestBroker = AsyncDisposable & {
  /** A queue of its own; each `openQueue` is like one more process that uses it. */
  newQueue: () => Promise<{ openQueue: () => Promise<Queue> }>
}

/** A busy machine keeps a process from extending a lease for a second or two. */
export const testLeaseMs = 5_000

const log = createLog('silent', 'test')

/** A broker with a database, as far as queues need them. */
export async function startTestBroker(kind: BrokerKind): Promise<TestBroker> {
  await using opening = new AsyncDisposableStack()
  // On Redis nothing of the queue is in PostgreSQL.
  const databaseUrl = kind === 'Redis' ? 'postgres://unused' : opening.use(await createTestDatabase()).url
  const redis = kind === 'Redis' ? opening.use(await startTestRedis()) : undefined
  const sqs = isSqsKind(kind) ? opening.use(await startTestSqsBroker(kind)) : undefined
  const opened = opening.move()
  return {
    async newQueue() {
      const name = `queue-${randomUUID()}`
      const brokerUrl = redis?.url ?? (await sqs?.createQueue(name))
      return { openQueue: () => openQueue({ databaseUrl, brokerUrl, name, leaseMs: testLeaseMs }, log) }
    },
    [Symbol.asyncDispose]: () => opened.disposeAsync(),
  }
}
