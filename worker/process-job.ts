import { validate as isUuid } from 'uuid'
import { AppError } from '../core/app-error.ts'
import { batchSpacingMs, createBatcher } from '../core/concurrency/batcher.ts'
import { claimCalendarJobs, type ClaimedJob } from '../core/calendar-jobs/claim.ts'
import { failAttempt, handBackAttempt } from '../core/calendar-jobs/end-attempt.ts'
import { reuseArtifacts, type ReuseOutcome, type ReuseRequest } from '../core/calendar-jobs/reuse.ts'
import type { Db } from '../core/database/db.ts'
import type { Log } from '../core/process/log.ts'
import type { Delivery, Handler } from '../core/queue/queue.ts'
import type { CalendarJob } from '../schema/calendar-job.ts'
import { generatorVersion } from '../schema/generator-version.ts'
import { resolveOptions } from '../schema/resolve-options.ts'
import { type LeaseKeeper, LeaseLost } from './lease-keeper.ts'
import type { CalendarMaker } from './make-calendar.ts'
import { hashOptions } from './options-hash.ts'

/** Why attempts are aborted at the end of a drain: they are given back, not failed. */
export class Draining extends Error {
  override readonly name = 'Draining'
}

type ProcessorSettings = {
  worker: string
  /** Jobs that may wait beside those that are being delivered; further ones keep their deliveries. */
  maxWaiting: number
  leaseMs: number
  resultTtlMs: number
  /** With simulated work every job does its own. */
  reuse: boolean
}

const maxBatchSize = 200
const leaveAfterMs = 250

/** Disposing waits for the jobs whose deliveries have ended before them. */
export type JobProcessor = AsyncDisposable & { handle: Handler }

/**
 * What a worker does with a delivery: claim the job, use the file that exists or have it made, end the job. Whatever
 * goes wrong becomes the row's state; a delivery that finds nothing to claim has nothing left to do.
 *
 * A job that waits for its turn keeps its lease, but ends its delivery: the broker hands out as many as the worker may
 * work on, and large lists that wait would keep small ones from being delivered. If this worker is lost meanwhile, the
 * sweeper sends the job again, as any other.
 */
export function createJobProcessor(
  db: Db,
  leases: LeaseKeeper,
  makeCalendar: CalendarMaker,
  log: Log,
  settings: ProcessorSettings,
): JobProcessor {
  const claim = createBatcher<string, ClaimedJob | undefined>(
    async ids => {
      const claimed = await claimCalendarJobs(db, ids, settings)
      return ids.map(id => takeOnce(claimed, id))
    },
    maxBatchSize,
    batchSpacingMs,
  )

  const reuse = createBatcher<ReuseRequest, ReuseOutcome | undefined>(
    requests => reuseArtifacts(db, requests, { generatorVersion, resultTtlMs: settings.resultTtlMs }),
    maxBatchSize,
    batchSpacingMs,
  )

  /** Files being made in this process: jobs that want the same one wait for it instead of making it again. */
  const making = new Map<string, Promise<unknown>>()

  async function run(
    claimed: ClaimedJob,
    { hint, leave }: OpenDelivery,
    signal: AbortSignal,
  ): Promise<CalendarJob | undefined> {
    const job = { ...claimed, options: resolveOptions(claimed.options, new Date()) }
    const optionsHash = hashOptions(job.options)
    const wait = <T>(turn: Promise<T>) => leaveMeanwhile(turn, leave)
    const make = () => makeCalendar(job, optionsHash, { signal, hint, wait })
    if (!settings.reuse) return make()
    for (let mayReuse = job.mayReuse; ; mayReuse = true) {
      const outcome = mayReuse ? await reuse({ job, optionsHash }) : job
      signal.throwIfAborted()
      if (!outcome) return undefined
      if ('finished' in outcome) return outcome.finished
      const file = `${job.ownerId} ${optionsHash} ${outcome.todosRevision}`
      const underWay = making.get(file)
      if (!underWay) {
        const made = make()
        making.set(file, made)
        return made.finally(() => making.delete(file))
      }
      await wait(underWay.catch(() => {}))
    }
  }

  async function end(job: ClaimedJob, error: unknown, signal: AbortSignal): Promise<CalendarJob | undefined> {
    if (signal.reason instanceof LeaseLost) return undefined
    if (signal.reason instanceof Draining) return handBackAttempt(db, job)
    log.error({ err: error, job: job.id, attempt: job.attempt }, 'An attempt failed')
    const isKnown = error instanceof AppError
    return failAttempt(db, job, {
      message: isKnown ? error.message : 'Unexpected error while making the calendar',
      isFinal: isKnown && error.code === 'badInput',
    })
  }

  async function process(delivery: OpenDelivery): Promise<CalendarJob | undefined> {
    if (!isUuid(delivery.jobId)) return undefined
    try {
      const job = await claim(delivery.jobId)
      if (!job) return undefined
      using lease = leases.hold(job)
      const { signal } = lease
      const ended = await run(job, delivery, signal).catch((error: unknown) => end(job, error, signal))
      if (!ended)
        log.info(
          { job: job.id, attempt: job.attempt },
          'The job was cancelled or taken away from this worker',
        )
      return ended
    } catch (error) {
      // The row could not be written: its lease runs out, and a sweeper sends the job again.
      log.error({ err: error, job: delivery.jobId }, 'A delivery was given up')
      return undefined
    }
  }

  const waiting = new Set<Promise<unknown>>()

  function handle(delivery: Delivery): Promise<CalendarJob | undefined> {
    const { promise: left, resolve } = Promise.withResolvers<undefined>()
    function leave() {
      if (waiting.has(processed) || waiting.size >= settings.maxWaiting) return
      waiting.add(processed)
      resolve(undefined)
    }
    const processed = process({ ...delivery, leave }).then(async ended => {
      if (waiting.delete(processed) && ended) await delivery.hint(ended)
      return ended
    })
    return Promise.race([processed, left])
  }

  return {
    handle,
    async [Symbol.asyncDispose]() {
      while (waiting.size > 0) await Promise.all(waiting)
    },
  }
}

/** `leave` ends the delivery, if another job may wait; the job goes on. */
type OpenDelivery = Delivery & { leave: () => void }

/** Awaits `turn`, and leaves the delivery when that takes long. */
async function leaveMeanwhile<T>(turn: Promise<T>, leave: () => void): Promise<T> {
  const timer = setTimeout(leave, leaveAfterMs)
  try {
    return await turn
  } finally {
    clearTimeout(timer)
  }
}

/** Two deliveries of one job may meet in a batch; only one of them has claimed it. */
function takeOnce<T>(map: Map<string, T>, key: string): T | undefined {
  const value = map.get(key)
  map.delete(key)
  return value
}
