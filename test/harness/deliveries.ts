import { randomUUID } from 'node:crypto'
import type { Message, Queue } from '../../core/queue/queue.ts'
import type { CalendarJob } from '../../schema/calendar-job.ts'
import { originalCalendarOptions } from '../../schema/calendar-options.ts'
import { completeOptions } from '../../schema/resolve-options.ts'

export const newMessage = (): Message => ({ jobId: randomUUID(), attempt: 0, sends: 0 })

export const newMessages = (count: number): Message[] => Array.from({ length: count }, newMessage)

/** A snapshot of a job that does not exist in any database. */
export const newSnapshot = (version: number): CalendarJob => ({
  id: randomUUID(),
  state: 'STARTED',
  version,
  attempt: 1,
  progress: { done: 0, total: null },
  written: null,
  skipped: null,
  error: null,
  nextAttemptAt: null,
  retryOf: null,
  options: completeOptions(originalCalendarOptions),
  createdAt: '2030-01-02T03:04:05.250000Z',
  startedAt: '2030-01-02T03:04:06Z',
  finishedAt: null,
})

export type Deliveries = AsyncDisposable & {
  /** Job ids in the order of delivery. */
  delivered: string[]
  /** Job ids whose deliveries have finished. */
  over: string[]
}

type Work = { concurrency?: number; until?: (jobId: string) => Promise<unknown> }

/** Consumes messages and records them. @param until resolves when a delivery may finish */
export function collect(queue: Queue, { concurrency = 4, until = async () => {} }: Work = {}): Deliveries {
  const delivered: string[] = []
  const over: string[] = []
  const consumer = queue.consume(
    async ({ jobId }) => {
      delivered.push(jobId)
      await until(jobId)
      over.push(jobId)
      return undefined
    },
    { concurrency, name: 'test' },
  )
  return { delivered, over, [Symbol.asyncDispose]: () => consumer[Symbol.asyncDispose]() }
}
