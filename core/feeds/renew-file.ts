import type { Enqueuer } from '../calendar-jobs/enqueue.ts'
import { type Db, isDatabaseDown } from '../database/db.ts'
import type { JobUpdates } from '../live/job-updates.ts'
import { watchCalendarJobs } from '../live/watch-calendar-jobs.ts'
import type { Log } from '../process/log.ts'
import { requestFile } from './request-file.ts'

/** The feed may change while its first file is made. More jobs in a row would mean that what they make does not last. */
const maxNewJobs = 2

/**
 * Has a feed's file made anew and waits until it is.
 *
 * @param minRevision of the todos; who comes while the file is made for an older one may have to come again
 * @returns false when it is not made in time, or cannot be made now
 */
export type FileRenewer = (feedId: string, minRevision: number) => Promise<boolean>

type RenewerParts = { db: Db; enqueuer: Enqueuer; jobUpdates: JobUpdates; log: Log }
type RenewerLimits = { firstSendAfterMs: number; timeoutMs: number }

export function createFileRenewer(
  { db, enqueuer, jobUpdates, log }: RenewerParts,
  { firstSendAfterMs, timeoutMs }: RenewerLimits,
): FileRenewer {
  async function renew(feedId: string, minRevision: number): Promise<boolean> {
    let newJobs = 0
    for (;;) {
      const order = await requestFile(
        db,
        feedId,
        { minRevision, mayOrder: newJobs < maxNewJobs },
        firstSendAfterMs,
      )
      if (order === 'ready') return true
      if (order === 'failed') return false
      const { jobId, ageMs, isNew } = order
      if (isNew) {
        newJobs += 1
        enqueuer.send([{ jobId, attempt: 0, sends: 0 }])
      }
      // From the beginning of the job: while workers are away, only the first ones wait, not everybody who comes.
      const leftMs = Math.ceil(timeoutMs - ageMs)
      if (leftMs <= 0) return false
      if (await isOver(jobUpdates, jobId, AbortSignal.timeout(leftMs))) continue
      log.warn(
        { feed: feedId, job: jobId },
        "A feed's file was not made in time; the last good one is served",
      )
      return false
    }
  }

  /** Those who come while it is under way wait with the first. */
  const underWay = new Map<string, Promise<boolean>>()
  return (feedId, minRevision) => {
    const known = underWay.get(feedId)
    if (known) return known
    const renewal = renew(feedId, minRevision)
      .catch((error: unknown) => {
        const level = isDatabaseDown(error) ? 'warn' : 'error'
        log[level](
          { err: error, feed: feedId },
          "A feed's file could not be renewed; the last good one is served",
        )
        return false
      })
      .finally(() => underWay.delete(feedId))
    underWay.set(feedId, renewal)
    return renewal
  }
}

async function isOver(jobUpdates: JobUpdates, jobId: string, signal: AbortSignal): Promise<boolean> {
  for await (const _ of watchCalendarJobs(jobUpdates, new Map([[jobId, 0]]), signal));
  return !signal.aborted
}
