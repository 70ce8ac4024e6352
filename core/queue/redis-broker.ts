import { once } from 'node:events'
import { Queue, QueueEvents, Worker } from 'bullmq'
import { Redis } from 'ioredis'
import type { BullBroker } from './bull-broker.ts'

const reconnectDelayMs = (times: number) => Math.min(times * 100, 1_000)

/** Producers fail fast, workers wait for ever: a request must not hang on a broker, a worker has nothing else to do. */
export function openRedisBroker(url: string, name: string): BullBroker {
  const shared = { retryStrategy: reconnectDelayMs, connectTimeout: 2_000, keepAlive: 10_000 }
  const producing = new Redis(url, { ...shared, enableOfflineQueue: false, maxRetriesPerRequest: 1 })
  producing.on('error', () => {})

  return {
    async openProducer() {
      await untilConnected(producing)
      const queue = new Queue(name, { connection: producing, skipWaitingForReady: true })
      queue.on('error', () => {})
      return queue
    },
    openEvents() {
      const reading = new Redis(url, { ...shared, maxRetriesPerRequest: null })
      reading.on('error', () => {})
      // It would begin at the end of the stream as of its first read, and miss what comes before that.
      const events = new QueueEvents(name, { connection: reading, lastEventId: `${Date.now() - 1000}-0` })
      return {
        on: (event, listener) => events.on(event, listener),
        async close() {
          await events.close()
          reading.disconnect()
        },
      }
    },
    createWorker(process, options) {
      const consuming = new Redis(url, { ...shared, maxRetriesPerRequest: null })
      consuming.on('error', () => {})
      const worker = new Worker(name, process, { ...options, connection: consuming })
      worker.on('closed', () => consuming.disconnect())
      return worker
    },
    async [Symbol.asyncDispose]() {
      producing.disconnect()
    },
  }
}

const connecting = new Set(['connecting', 'connect'])

/** Waits for an attempt to connect that is under way, but for no further one. */
async function untilConnected(redis: Redis): Promise<void> {
  if (connecting.has(redis.status)) {
    const settled = new AbortController()
    const happens = (event: string) => once(redis, event, { signal: settled.signal }).catch(() => {})
    await Promise.race([happens('ready'), happens('close')])
    settled.abort()
  }
  if (redis.status !== 'ready') throw new Error('Redis cannot be reached')
}
