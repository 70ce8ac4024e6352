import { GetQueueAttributesCommand } from '@aws-sdk/client-sqs'
import { Queue as BullQueue } from 'bullmq'
import { Redis } from 'ioredis'
import { openDatabase, type Db } from '../../core/database/db.ts'
import { createLog } from '../../core/process/log.ts'
import { migrateDatabase } from '../../core/database/migrate.ts'
import { openQueue } from '../../core/queue/open-queue.ts'
import { createPooledBackend } from '../../core/queue/bullmq/postgres-backend.ts'
import type { Message } from '../../core/queue/queue.ts'
import { findFreePort } from '../../embedded-postgres/free-port.ts'
import { startTestPostgres, type TestPostgres } from '../harness/test-postgres.ts'
import { startTestRedis, type TestRedis } from '../harness/test-redis.ts'
import { startTestSqs, type TestSqs } from '../harness/test-sqs.ts'
import { openProxy } from './proxy.ts'
import { startManagedProcess, type ManagedProcess } from './managed-process.ts'
import type { Role } from './steps.ts'

export const brokerNames = ['postgres', 'redis', 'sqs'] as const
export type BrokerName = (typeof brokerNames)[number]

const queueName = 'ical'
const log = createLog('silent', 'chaos')

export type StageSettings = { broker: BrokerName; servers: number; workers: number; leaseSeconds: number }

/** A complete service of real processes, each with its own proxies to the database and the broker. */
export type Stage = AsyncDisposable & {
  /** Connected without a proxy. */
  db: Db
  postgres: TestPostgres
  redis: TestRedis | undefined
  sqs: TestSqs | undefined
  processes: ManagedProcess[]
  /** Sends additional messages, without a proxy. */
  send: (messages: Message[]) => Promise<void>
  /** Counts the messages in the queue, delivered ones included. */
  countMessages: () => Promise<number>
}

export async function openStage({ broker, servers, workers, leaseSeconds }: StageSettings): Promise<Stage> {
  await using opening = new AsyncDisposableStack()
  const postgres = opening.use(await startTestPostgres())
  const redis = broker === 'redis' ? opening.use(await startTestRedis()) : undefined
  const sqs = broker === 'sqs' ? opening.use(await startTestSqs({ isUnruly: true })) : undefined
  await sqs?.createQueue(queueName, { VisibilityTimeout: '10' })
  await migrateDatabase(postgres.url)
  const { db } = opening.use(openDatabase(postgres.url, { name: 'chaos', maxConnections: 4 }))
  const brokerUrl = redis?.url ?? (sqs && `${sqs.url}/000000000000/${queueName}`)
  const queue = opening.use(
    await openQueue(
      { databaseUrl: postgres.url, brokerUrl, name: queueName, leaseMs: leaseSeconds * 1000 },
      log,
    ),
  )

  async function open(role: Role, n: number): Promise<ManagedProcess> {
    const database = opening.use(await openProxy(postgres.url))
    const brokerTarget = redis?.url ?? sqs?.url
    const brokerLink = brokerTarget === undefined ? database : opening.use(await openProxy(brokerTarget))
    const port = await findFreePort()
    const env = {
      DATABASE_URL: database.url,
      LEASE_SECONDS: `${leaseSeconds}`,
      DRAIN_TIMEOUT_SECONDS: '3',
      LOG_LEVEL: 'fatal',
      WORKER_CONCURRENCY: '16',
      PORT: `${port}`,
      ...(redis && { BROKER_URL: brokerLink.url }),
      ...(sqs && { ...sqs.env, BROKER_URL: 'sqs://', AWS_ENDPOINT_URL: brokerLink.url }),
    }
    const links = { database, broker: brokerLink }
    return startManagedProcess({ name: `${role} ${n}`, role, url: `http://127.0.0.1:${port}`, links }, env)
  }
  const processes: ManagedProcess[] = []
  for (let n = 1; n <= servers; n += 1) processes.push(opening.use(await open('server', n)))
  for (let n = 1; n <= workers; n += 1) processes.push(opening.use(await open('worker', n)))
  await Promise.all(processes.map(process => process.ready()))

  async function countMessages(): Promise<number> {
    if (sqs) return countSqsMessages(sqs)
    return redis ? countRedisMessages(redis.url) : countPostgresMessages(postgres.url)
  }

  const opened = opening.move()
  return {
    db,
    postgres,
    redis,
    sqs,
    processes,
    send: messages => queue.send(messages),
    countMessages,
    [Symbol.asyncDispose]: () => opened.disposeAsync(),
  }
}

const bullStates = ['waiting', 'active', 'delayed', 'prioritized'] as const

async function countPostgresMessages(connection: string): Promise<number> {
  const queue = new BullQueue(queueName, { connection }, createPooledBackend)
  const count = await queue.getJobCountByTypes(...bullStates)
  await queue.close()
  return count
}

async function countRedisMessages(url: string): Promise<number> {
  const connection = new Redis(url, { maxRetriesPerRequest: 1 })
  const queue = new BullQueue(queueName, { connection })
  const count = await queue.getJobCountByTypes(...bullStates)
  await queue.close()
  connection.disconnect()
  return count
}

async function countSqsMessages({ client, url }: TestSqs): Promise<number> {
  const { Attributes = {} } = await client.send(
    new GetQueueAttributesCommand({
      QueueUrl: `${url}/000000000000/${queueName}`,
      AttributeNames: ['ApproximateNumberOfMessages', 'ApproximateNumberOfMessagesNotVisible'],
    }),
  )
  return Object.values(Attributes).reduce((sum, count) => sum + Number(count), 0)
}
