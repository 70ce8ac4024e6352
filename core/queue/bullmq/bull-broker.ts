import type { Processor, Queue, QueueEventsListener, WorkerOptions } from 'bullmq'

export type BullJobPayload = { jobId: string }

/** Where BullMQ keeps its queue: what differs between its backends. */
export type BullBroker = AsyncDisposable & {
  /** A queue that can send. Rejects while the broker is down. */
  openProducer: () => Promise<BullProducer>
  /** Events from now on, of all workers. */
  openEvents: () => BullEvents
  /** A worker that waits for the broker as long as it takes. */
  createWorker: (process: Processor<BullJobPayload>, options: Omit<WorkerOptions, 'connection'>) => BullWorker
}

type BullProducer = Pick<Queue, 'addBulk' | 'close'>
type BullWorker = {
  waitUntilReady: () => Promise<unknown>
  close: () => Promise<void>
  on: (event: 'error', listener: (error: Error) => void) => unknown
}

type BullEvents = {
  on: <Event extends 'progress' | 'completed' | 'error'>(
    event: Event,
    listener: QueueEventsListener[Event],
  ) => unknown
  close: () => Promise<void>
}
