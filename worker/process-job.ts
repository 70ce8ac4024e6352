import { setTimeout as delay } from 'node:timers/promises'
import { validate as isUuid } from 'uuid'
import { AppError } from '../core/app-error.ts'
import type { ClaimedCalendarJob, ClaimedJob } from '../core/calendar-jobs/claim.ts'
import { failAttempt, handBackAttempt } from '../core/calendar-jobs/end-attempt.ts'
import { hashOptions } from '../core/calendar-jobs/reuse.ts'
import { type Db, isDatabaseDown } from '../core/database/db.ts'
import type { Log } from '../core/process/log.ts'
import type { Delivery, Handler } from '../core/queue/queue.ts'
import type { CalendarJob } from '../schema/calendar-job.ts'
import type { AnyJob } from '../schema/import-job.ts'
import { resolveOptions } from '../schema/resolve-options.ts'
import type { Batches, Wait } from './batches.ts'
import { type LeaseKeeper, LeaseLost } from './lease-keeper.ts'
import type { CalendarMaker } from './make-calendar.ts'
import type { OwnersAtWork } from './owners-at-work.ts'
import type { ImportRunner } from './run-import.ts'

/** The abort reason of attempts at the end of a drain: they are handed back, not failed. */
export class Draining extends Error {
  override readonly name = 'Draining'
}

type ProcessorSettings = {
  /** Jobs that can wait after their deliveries have ended; further ones keep their deliveries. */
  maxWaiting: number
  /** Off with simulated work, which every job does for itself. */
  reuse: boolean
  /** Aborts when no further job is claimed. */
  stopping: AbortSignal
}

const endDeliveryAfterMs = 250
const claimAgainMs = 500
const activities = { calendar: 'creating the calendar', import: 'importing the file' }

/** Disposing waits for the jobs that outlive their deliveries, and for those without one. */
export type JobProcessor = AsyncDisposable & {
  handle: Handler
  /** Works on a job that was claimed without a delivery. Never rejects. */
  work: (job: ClaimedJob) => Promise<void>
}

/**
 * Handles deliveries: claims the job, uses an existing file or has it made, and finishes the job. Every failure is recorded
 * in the job's row; a delivery without a job to claim needs no work.
 *
 * A job that waits for a place keeps its lease, but ends its delivery: the broker delivers only as many jobs as the worker
 * has slots, and waiting large snapshots would keep small ones from being delivered. If this worker is lost meanwhile, the job
 * is sent again like any other.
 */
export function createJobProcessor(
  db: Db,
  batches: Pick<Batches, 'claim' | 'reuse' | 'generateOnce'>,
  leases: LeaseKeeper,
  owners: Pick<OwnersAtWork, 'begin'>,
  { makeCalendar, runImport }: { makeCalendar: CalendarMaker; runImport: ImportRunner },
  log: Log,
  settings: ProcessorSettings,
): JobProcessor {
  function run(job: ClaimedJob, delivery: OpenDelivery, signal: AbortSignal): Promise<AnyJob | undefined> {
    if (job.kind === 'calendar') return runCalendar(job, delivery, signal)
    const wait: Wait = turn => awaitTurn(turn, delivery.end)
    return runImport(job, { signal, hint: delivery.hint, wait })
  }

  async function runCalendar(
    claimed: ClaimedCalendarJob,
    { hint, end: endDelivery }: OpenDelivery,
    signal: AbortSignal,
  ): Promise<CalendarJob | undefined> {
    const job = { ...claimed, options: resolveOptions(claimed.options, new Date()) }
    const optionsHash = hashOptions(job.options)
    const wait: Wait = turn => awaitTurn(turn, endDelivery)
    const make = () => makeCalendar(job, optionsHash, { signal, hint, wait })
    if (!settings.reuse) return make()
    for (let mayReuse = job.mayReuse; ; mayReuse = true) {
      const outcome = mayReuse ? await batches.reuse({ job, optionsHash }) : job
      signal.throwIfAborted()
      if (!outcome) return undefined
      if ('finished' in outcome) return outcome.finished
      const file = `${job.ownerId} ${optionsHash} ${outcome.todosRevision}`
      const made = await batches.generateOnce(file, make, { signal, wait })
      if (made) return made.result
    }
  }

  async function endFailed(
    job: ClaimedJob,
    error: unknown,
    signal: AbortSignal,
  ): Promise<AnyJob | undefined> {
    if (signal.reason instanceof LeaseLost) return undefined
    if (signal.reason instanceof Draining) return handBackAttempt(db, job)
    log.error({ err: error, job: job.id, attempt: job.attempt }, 'An attempt failed')
    const isKnown = error instanceof AppError
    return failAttempt(db, job, {
      message: isKnown ? error.message : `Unexpected error while ${activities[job.kind]}`,
      isFinal: isKnown && error.code === 'badInput',
    })
  }

  /** @param claim returns undefined when there is nothing to do */
  async function process(
    jobId: string,
    claim: () => Promise<ClaimedJob | undefined>,
    delivery: OpenDelivery,
  ): Promise<AnyJob | undefined> {
    try {
      const job = await claim()
      if (!job) return undefined
      using _counted = owners.begin(job.ownerId)
      using lease = leases.hold(job)
      const { signal } = lease
      const ended = await run(job, delivery, signal).catch((error: unknown) => endFailed(job, error, signal))
      if (!ended)
        log.info({ job: job.id, attempt: job.attempt }, 'The job was cancelled or lost to another worker')
      return ended
    } catch (error) {
      // The row could not be written: its lease expires, and the job is sent again.
      log.error(
        { err: error, job: jobId },
        'Delivery abandoned; the lease will expire and the job will be retried',
      )
      return undefined
    }
  }

  /** While the database is away, deliveries wait: each one that ended would cost its job a lease. */
  async function claimOnceReachable(jobId: string): Promise<ClaimedJob | undefined> {
    const { stopping } = settings
    for (;;) {
      try {
        return await batches.claim(jobId)
      } catch (error) {
        if (stopping.aborted || !isDatabaseDown(error)) throw error
        await delay(claimAgainMs, undefined, { signal: stopping }).catch(() => {})
      }
    }
  }

  const waiting = new Set<Promise<unknown>>()
  const undelivered = new Set<Promise<unknown>>()
  const deliveries = new Set<Delivery>()

  function handle(delivery: Delivery): Promise<AnyJob | undefined> {
    const { jobId, hint } = delivery
    const { promise: deliveryEnded, resolve } = Promise.withResolvers<undefined>()
    function end() {
      if (waiting.has(processed) || waiting.size >= settings.maxWaiting) return
      waiting.add(processed)
      resolve(undefined)
    }
    const claim = async () => (isUuid(jobId) ? claimOnceReachable(jobId) : undefined)
    const processed = process(jobId, claim, { hint, end }).then(async ended => {
      if (waiting.delete(processed) && ended) await hint(ended)
      return ended
    })
    deliveries.add(delivery)
    return Promise.race([processed, deliveryEnded]).finally(() => deliveries.delete(delivery))
  }

  /** Any delivery can carry a snapshot. Without one, watchers find the change in the job's row within a second. */
  async function hintThroughAnother(snapshot: AnyJob): Promise<void> {
    const [delivery] = deliveries
    await delivery?.hint(snapshot)
  }

  async function workUndelivered(job: ClaimedJob): Promise<void> {
    const delivery = { hint: hintThroughAnother, end: () => {} }
    const ended = await process(job.id, async () => job, delivery)
    if (ended) await hintThroughAnother(ended)
  }

  function work(job: ClaimedJob): Promise<void> {
    const working = workUndelivered(job).finally(() => undelivered.delete(working))
    undelivered.add(working)
    return working
  }

  return {
    handle,
    work,
    async [Symbol.asyncDispose]() {
      while (waiting.size > 0 || undelivered.size > 0) await Promise.all([...waiting, ...undelivered])
    },
  }
}

/** `end` ends the delivery, if there is one and another job can wait; the job continues. */
type OpenDelivery = Pick<Delivery, 'hint'> & { end: () => void }

/** Awaits a turn, and ends the delivery meanwhile if that takes long. */
async function awaitTurn<T>(turn: Promise<T>, endDelivery: () => void): Promise<T> {
  const timer = setTimeout(endDelivery, endDeliveryAfterMs)
  try {
    return await turn
  } finally {
    clearTimeout(timer)
  }
}
