import { Queue, QueueEvents, Worker } from 'bullmq'
import type { BullBroker } from './bull-broker.ts'
import { openReady } from './open-ready.ts'
import { createPooledBackend, createWaitingBackend } from './postgres-backend.ts'

/** Uses BullMQ's tables in the schema `bullmq`, which `migrateDatabase` creates. */
export function openPostgresBroker(databaseUrl: string, name: string): BullBroker {
  return {
    openProducer: () => openReady(new Queue(name, { connection: databaseUrl }, createPooledBackend)),
    openEvents: () => new QueueEvents(name, { connection: databaseUrl }, createWaitingBackend),
    createWorker: (process, options) =>
      new Worker(name, process, { ...options, connection: databaseUrl }, createWaitingBackend),
    async [Symbol.asyncDispose]() {},
  }
}
