import { once } from 'node:events'
import { Queue, QueueEvents, Worker } from 'bullmq'
import type { Redis, RedisOptions } from 'ioredis'
import type { Log } from '../../process/log.ts'
import type { BullBroker } from './bull-broker.ts'
import { CorkedRedis } from './corked-redis.ts'

const common = {
  retryStrategy: (times: number) => Math.min(times * 100, 1_000),
  connectTimeout: 2_000,
  keepAlive: 10_000,
} satisfies RedisOptions

/** Producers fail fast, because requests wait for them; workers wait for Redis indefinitely. */
export function openRedisBroker(url: string, name: string, log: Log): BullBroker {
  const connections: Redis[] = []
  let isPolicyReported = false
  function reportPolicy(policy: string): void {
    if (isPolicyReported) return
    isPolicyReported = true
    log.warn({ policy }, 'Redis may evict queued jobs: set its maxmemory-policy to noeviction')
  }
  function connect(options: { enableOfflineQueue?: boolean; maxRetriesPerRequest: number | null }): Redis {
    const redis = new CorkedRedis(url, { ...common, ...options })
    redis.on('error', () => {})
    redis.on('evictionPolicy', reportPolicy)
    connections.push(redis)
    return redis
  }
  const producing = connect({ enableOfflineQueue: false, maxRetriesPerRequest: 1 })

  return {
    async openProducer() {
      await untilConnected(producing)
      const queue = new Queue(name, { connection: producing, skipWaitingForReady: true })
      queue.on('error', () => {})
      return queue
    },
    openEvents() {
      const connection = connect({ maxRetriesPerRequest: null })
      const events = new QueueEvents(name, { connection, autorun: false })
      startEvents(events, connection).catch((error: unknown) => events.emit('error', error as Error))
      return events
    },
    createWorker: (process, options) =>
      new Worker(name, process, { ...options, connection: connect({ maxRetriesPerRequest: null }) }),
    async [Symbol.asyncDispose]() {
      for (const redis of connections) redis.disconnect()
    },
  }
}

/**
 * Reads events from the last one in the stream now. By default `QueueEvents` starts at the end of the stream as of its
 * first read, and misses events that were added before that.
 */
async function startEvents(events: QueueEvents, connection: Redis): Promise<void> {
  const [last] = await connection.xrevrange(events.toKey('events'), '+', '-', 'COUNT', 1)
  Object.assign(events.opts, { lastEventId: last?.[0] ?? '0' })
  await events.run()
}

const connecting = new Set(['connecting', 'connect'])

/** Waits for the current connection attempt, but not for another one. */
async function untilConnected(redis: Redis): Promise<void> {
  if (connecting.has(redis.status)) {
    const settled = new AbortController()
    const happens = (event: string) => once(redis, event, { signal: settled.signal }).catch(() => {})
    await Promise.race([happens('ready'), happens('close')])
    settled.abort()
  }
  if (redis.status !== 'ready') throw new Error('Redis cannot be reached')
}
