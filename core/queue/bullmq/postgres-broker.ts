import { Queue, QueueEvents, Worker } from 'bullmq'
import type { BullBroker } from './bull-broker.ts'
import { createPooledBackend, createWaitingBackend } from './postgres-backend.ts'

/** Uses BullMQ's tables in the schema `bullmq`, which `migrateDatabase` creates. */
export function openPostgresBroker(databaseUrl: string, name: string): BullBroker {
  return {
    async openProducer() {
      // BullMQ never retries a failed first connection, so close a queue that does not become ready.
      const queue = new Queue(name, { connection: databaseUrl }, createPooledBackend)
      queue.on('error', () => {})
      try {
        await queue.waitUntilReady()
      } catch (error) {
        await queue.close().catch(() => {})
        throw error
      }
      return queue
    },
    openEvents: () => new QueueEvents(name, { connection: databaseUrl }, createWaitingBackend),
    createWorker: (process, options) =>
      new Worker(name, process, { ...options, connection: databaseUrl }, createWaitingBackend),
    async [Symbol.asyncDispose]() {},
  }
}
