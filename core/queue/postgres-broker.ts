import { createPostgresBackend, Queue, QueueEvents, Worker } from 'bullmq'
import { PoolClient } from '../db.ts'
import type { BullBroker } from './bull-broker.ts'

const sendTimeoutMs = 5_000

/** BullMQ's tables in the schema `bullmq` of the database; `migrateDatabase` makes them. */
export function openPostgresBroker(databaseUrl: string, name: string): BullBroker {
  const connection = toPostgresConnection(databaseUrl, name)
  return {
    async openProducer() {
      // BullMQ remembers a failed first connection for ever, so a queue that is not ready is thrown away.
      const queue = new Queue(name, { connection }, createPostgresBackend)
      queue.on('error', () => {})
      try {
        await queue.waitUntilReady()
      } catch (error) {
        await queue.close().catch(() => {})
        throw error
      }
      return queue
    },
    openEvents: () => new QueueEvents(name, { connection }, createPostgresBackend),
    createWorker: (process, options) =>
      new Worker(name, process, { ...options, connection }, createPostgresBackend),
    async [Symbol.asyncDispose]() {},
  }
}

export const toPostgresConnection = (databaseUrl: string, name: string) => ({
  connectionString: databaseUrl,
  Client: PoolClient,
  application_name: `taskoverflow queue ${name}`,
  max: 4,
  connectionTimeoutMillis: sendTimeoutMs,
  statement_timeout: sendTimeoutMs,
  keepAlive: true,
})
