import { validate as isUuid } from 'uuid'
import { AppError } from '../core/app-error.ts'
import { batchSpacingMs, createBatcher } from '../core/batch.ts'
import { claimCalendarJobs, type ClaimedJob } from '../core/calendar-jobs/claim.ts'
import { failAttempt, handBackAttempt } from '../core/calendar-jobs/end-attempt.ts'
import { reuseArtifacts, type ReuseOutcome, type ReuseRequest } from '../core/calendar-jobs/reuse.ts'
import type { Db } from '../core/db.ts'
import type { Log } from '../core/log.ts'
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
  leaseMs: number
  resultTtlMs: number
  /** With simulated work every job does its own. */
  reuse: boolean
}

const mostAtOnce = 200

/**
 * What a worker does with a delivery: claim the job, use the file that exists or have it made, end the job. Whatever
 * goes wrong becomes the row's state; a delivery that finds nothing to claim has nothing left to do.
 */
export function createJobProcessor(
  db: Db,
  leases: LeaseKeeper,
  makeCalendar: CalendarMaker,
  log: Log,
  settings: ProcessorSettings,
): Handler {
  const claim = createBatcher<string, ClaimedJob | undefined>(
    async ids => {
      const claimed = await claimCalendarJobs(db, ids, settings)
      return ids.map(id => takeOnce(claimed, id))
    },
    mostAtOnce,
    batchSpacingMs,
  )

  const reuse = createBatcher<ReuseRequest, ReuseOutcome | undefined>(
    requests => reuseArtifacts(db, requests, { generatorVersion, resultTtlMs: settings.resultTtlMs }),
    mostAtOnce,
    batchSpacingMs,
  )

  /** Files being made in this process: jobs that want the same one wait for it instead of making it again. */
  const making = new Map<string, Promise<unknown>>()

  async function run(
    claimed: ClaimedJob,
    delivery: Delivery,
    signal: AbortSignal,
  ): Promise<CalendarJob | undefined> {
    const job = { ...claimed, options: resolveOptions(claimed.options, new Date()) }
    const optionsHash = hashOptions(job.options)
    const make = () => makeCalendar(job, optionsHash, { signal, hint: delivery.hint })
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
      await underWay.catch(() => {})
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

  return async delivery => {
    if (!isUuid(delivery.jobId)) return undefined
    try {
      const job = await claim(delivery.jobId)
      if (!job) return undefined
      using lease = leases.hold(job)
      const { signal } = lease
      const over = await run(job, delivery, signal).catch((error: unknown) => end(job, error, signal))
      if (!over)
        log.info(
          { job: job.id, attempt: job.attempt },
          'The job was cancelled or taken away from this worker',
        )
      return over
    } catch (error) {
      // The row could not be written: its lease runs out, and a sweeper sends the job again.
      log.error({ err: error, job: delivery.jobId }, 'A delivery was given up')
      return undefined
    }
  }
}

/** Two deliveries of one job may meet in a batch; only one of them has claimed it. */
function takeOnce<T>(map: Map<string, T>, key: string): T | undefined {
  const value = map.get(key)
  map.delete(key)
  return value
}
