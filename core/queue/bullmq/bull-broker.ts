import type { Processor, Queue, QueueEventsListener, WorkerOptions } from 'bullmq'

export type BullJobPayload = { jobId: string }

/** The differences between BullMQ's backends. */
export type BullBroker = AsyncDisposable & {
  /** Opens a queue for sending. Rejects while the broker is down. */
  openProducer: () => Promise<BullProducer>
  /** Opens the stream of all workers' events, from now on. */
  openEvents: () => BullEvents
  /** The worker waits for the broker indefinitely. */
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
