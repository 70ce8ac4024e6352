import { QueueEvents, type QueueEventsListener, QueueEventsProducer } from 'bullmq'
import type { AnyJob } from '../../../schema/import-job.ts'
import { closeWithTimeout, createReconnecting } from './reconnecting.ts'
import { openReady } from './open-ready.ts'
import { parseHintText } from '../parse-hint.ts'
import { createPooledBackend, createWaitingBackend } from './postgres-backend.ts'

/** Sends snapshots of jobs over BullMQ's event stream on PostgreSQL, for brokers without a channel back from workers. */
export type SnapshotEvents = AsyncDisposable & {
  /** Best effort: a snapshot can get lost. Never rejects, never takes longer than a second. */
  publish: (snapshot: AnyJob) => Promise<void>
  subscribe: (listener: (snapshot: AnyJob) => void) => AsyncDisposable
}

type Listener = QueueEventsListener & { snapshot: (event: { job: string }) => void }

const publishTimeoutMs = 1_000
/** BullMQ's default for events of jobs; a producer's default is 1,000. Ignored on PostgreSQL so far. */
const maxEvents = 10_000

export function openSnapshotEvents(databaseUrl: string, name: string): SnapshotEvents {
  const producer = createReconnecting(
    () => openReady(new QueueEventsProducer(name, { connection: databaseUrl }, createPooledBackend)),
    publishTimeoutMs,
  )

  return {
    publish: snapshot =>
      producer
        .use(open => open.publishEvent({ eventName: 'snapshot', job: JSON.stringify(snapshot) }, maxEvents))
        .catch(() => {}),
    subscribe(listener) {
      const events = new QueueEvents(name, { connection: databaseUrl }, createWaitingBackend)
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
