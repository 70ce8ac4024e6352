import type { Job } from 'bullmq'
import type { AnyJob } from '../../../schema/import-job.ts'
import type { Log } from '../../process/log.ts'
import { withTimeout } from '../../concurrency/timeout.ts'
import type { BullBroker, BullJobPayload } from './bull-broker.ts'
import { closeWithTimeout, createReconnecting } from './reconnecting.ts'
import { parseHint } from '../parse-hint.ts'
import { type Consumer, type Handler, type Message, type Queue, toMessageId } from '../queue.ts'

const sendTimeoutMs = 2_000
const hintTimeoutMs = 1_000
const lockMs = 30_000
const retryDelayMs = 500

/**
 * BullMQ carries ids only. Attempts, backoff, leases and results live in the job's row, so BullMQ tries once and keeps no
 * finished jobs. A job that it considers stalled is merely delivered again, which is harmless.
 */
export function openBullQueue(broker: BullBroker, log: Log): Queue {
  const jobOptions = { attempts: 1, removeOnComplete: true, removeOnFail: true }
  const producer = createReconnecting(broker.openProducer, sendTimeoutMs)

  async function send(messages: readonly Message[]): Promise<void> {
    const jobs = messages.map(message => ({
      name: 'calendar',
      data: { jobId: message.jobId } satisfies BullJobPayload,
      opts: { ...jobOptions, jobId: toMessageId(message) },
    }))
    await producer.use(queue => queue.addBulk(jobs))
  }

  function consume(handle: Handler, { concurrency, name }: { concurrency: number; name: string }): Consumer {
    const handling = new Set<Promise<unknown>>()
    let lastError = ''
    function track(job: Job<BullJobPayload>) {
      // The broker is back: its next outage is logged again.
      lastError = ''
      const handled = handle(toDelivery(job)).finally(() => handling.delete(handled))
      handling.add(handled)
      return handled
    }
    const worker = broker.createWorker(track, {
      name,
      concurrency,
      lockDuration: lockMs,
      runRetryDelay: retryDelayMs,
      removeOnComplete: { count: 0 },
      removeOnFail: { count: 0 },
    })
    worker.on('error', error => {
      if (error.message !== lastError) log.warn({ reason: toReason(error) }, 'Broker error')
      lastError = error.message
    })
    return {
      connected: new Promise(resolve => {
        // Rejects when the worker is closed before it has connected; nothing waits for it then.
        worker.waitUntilReady().then(
          () => resolve(),
          () => {},
        )
      }),
      async [Symbol.asyncDispose]() {
        const closed = worker.close()
        while (handling.size > 0) await Promise.allSettled(handling)
        await closeWithTimeout(closed)
      },
    }
  }

  function subscribe(listener: (snapshot: AnyJob) => void): AsyncDisposable {
    const events = broker.openEvents()
    // Workers return nothing for a delivery without a job.
    function forward(value: unknown): void {
      const snapshot = parseHint(value)
      if (snapshot) listener(snapshot)
    }
    events.on('progress', ({ data }) => forward(data))
    events.on('completed', ({ returnvalue }) => forward(returnvalue))
    events.on('error', () => {})
    return { [Symbol.asyncDispose]: () => closeWithTimeout(events.close()) }
  }

  return {
    send,
    consume,
    subscribe,
    async [Symbol.asyncDispose]() {
      await producer[Symbol.asyncDispose]()
      await broker[Symbol.asyncDispose]()
    },
  }
}

/** Node.js's error for a host with several addresses has an empty message. */
const toReason = (error: Error): string =>
  error.message || ((error as NodeJS.ErrnoException).code ?? error.name)

const toDelivery = (job: Job<BullJobPayload>) => ({
  jobId: job.data.jobId,
  hint: (snapshot: AnyJob) =>
    withTimeout(job.updateProgress(snapshot), hintTimeoutMs, 'Publishing the hint timed out').catch(() => {}),
})
