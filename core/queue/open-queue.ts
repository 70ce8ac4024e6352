import type { Log } from '../process/log.ts'
import { readBrokerUrl } from './broker-url.ts'
import { openBullQueue } from './bullmq/bull-queue.ts'
import { openPostgresBroker } from './bullmq/postgres-broker.ts'
import type { Queue } from './queue.ts'
import { openRedisBroker } from './bullmq/redis-broker.ts'

type QueueSettings = {
  databaseUrl: string
  brokerUrl: string | undefined
  name: string
  leaseMs: number
}

export async function openQueue(
  { databaseUrl, brokerUrl, name, leaseMs }: QueueSettings,
  log: Log,
): Promise<Queue> {
  const broker = readBrokerUrl(brokerUrl, name)
  if (broker.kind === 'redis') return openBullQueue(openRedisBroker(broker.url, name, log), log)
  if (broker.kind === 'sqs') {
    // Loaded on demand: the AWS SDK costs a process 12 MB and 200 ms.
    const { openSqsQueue } = await import('./sqs/sqs-queue.ts')
    return openSqsQueue({ queue: broker.queue, leaseMs, databaseUrl, name }, log)
  }
  return openBullQueue(openPostgresBroker(databaseUrl, name), log)
}

/** Kind and location of the broker for the log, without secrets. */
export function describeBroker(brokerUrl: string | undefined, name: string): string {
  const broker = readBrokerUrl(brokerUrl, name)
  if (broker.kind === 'sqs') return `SQS queue ${broker.queue}`
  if (broker.kind === 'postgres') return 'PostgreSQL'
  const { protocol, host } = new URL(broker.url)
  return `${protocol}//${host}`
}
