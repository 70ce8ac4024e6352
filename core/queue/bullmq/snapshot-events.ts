import { QueueEvents, type QueueEventsListener, QueueEventsProducer } from 'bullmq'
import type { CalendarJob } from '../../../schema/calendar-job.ts'
import { closeWithTimeout, createReconnecting } from './reconnecting.ts'
import { parseHintText } from '../parse-hint.ts'
import { createPooledBackend } from './postgres-backend.ts'

/** Snapshots of jobs over BullMQ's event stream on PostgreSQL, for a broker that has no way back from the workers. */
export type SnapshotEvents = AsyncDisposable & {
  /** A hint that may be lost. Never rejects, never takes over a second. */
  publish: (snapshot: CalendarJob) => Promise<void>
  subscribe: (listener: (snapshot: CalendarJob) => void) => AsyncDisposable
}

type Listener = QueueEventsListener & { snapshot: (event: { job: string }) => void }

const publishTimeoutMs = 1_000
/** BullMQ's default when jobs write the events; 1,000 when a producer does, and ignored on PostgreSQL so far. */
const maxKept = 10_000

export function openSnapshotEvents(databaseUrl: string, name: string): SnapshotEvents {
  const producer = createReconnecting(async () => {
    const opening = new QueueEventsProducer(name, { connection: databaseUrl }, createPooledBackend)
    opening.on('error', () => {})
    try {
      await opening.waitUntilReady()
    } catch (error) {
      await opening.close().catch(() => {})
      throw error
    }
    return opening
  }, publishTimeoutMs)

  return {
    publish: snapshot =>
      producer
        .use(open => open.publishEvent({ eventName: 'snapshot', job: JSON.stringify(snapshot) }, maxKept))
        .catch(() => {}),
    subscribe(listener) {
      const events = new QueueEvents(name, { connection: databaseUrl }, createPooledBackend)
      events.on<Listener, 'snapshot'>('snapshot', ({ job }) => {
        const snapshot = parseHintText(job)
        if (snapshot) listener(snapshot)
      })
      events.on('error', () => {})
      return { [Symbol.asyncDispose]: () => closeWithTimeout(events.close()) }
    },
    [Symbol.asyncDispose]: () => producer[Symbol.asyncDispose](),
  }
}
