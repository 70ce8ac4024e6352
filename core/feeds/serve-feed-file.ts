import { AppError } from '../app-error.ts'
import type { Enqueuer } from '../calendar-jobs/enqueue.ts'
import { withTimeout } from '../concurrency/timeout.ts'
import { type Db, isDatabaseDown } from '../database/db.ts'
import type { JobUpdates } from '../live/job-updates.ts'
import { watchCalendarJobs } from '../live/watch-jobs.ts'
import type { Log } from '../process/log.ts'
import { currentFileKey } from './feed-file-key.ts'
import type { FeedByToken, FeedFile, FeedFinder } from './find-feed-by-token.ts'
import { requestFile } from './request-file.ts'

export type FoundFeed = FeedByToken & { file: FeedFile }

type ServingParts = { find: FeedFinder; renew: FileRenewer; timeoutMs: number }

/** One wait can be for an older file that others requested, the next for the file itself. */
const maxAttempts = 3

/**
 * Finds a feed and its up-to-date file, which is generated now if necessary. If that fails or takes too long, serves the
 * last good file, and never an empty one: calendar programs would accept it as real data.
 *
 * @throws AppError notFound; gone; unavailable when there is no file yet
 */
export async function serveFeedFile(
  { find, renew, timeoutMs }: ServingParts,
  token: string,
): Promise<FoundFeed> {
  let feed = await find(token)
  const { todosRevision } = feed
  const endsAtMs = performance.now() + timeoutMs
  for (let turn = 0; turn < maxAttempts && !isFresh(feed, todosRevision); turn++) {
    const leftMs = endsAtMs - performance.now()
    const isRenewed = await withTimeout(
      renew(feed.id, todosRevision),
      leftMs,
      'The file was not generated in time',
    ).catch(() => false)
    if (!isRenewed) break
    feed = await find(token)
  }
  const { file } = feed
  if (!file) throw new AppError('unavailable', 'The calendar has not been generated yet; try again')
  return { ...feed, file }
}

const isFresh = (feed: FeedByToken, minRevision: number): boolean =>
  feed.file !== undefined &&
  feed.file.todosRevision >= minRevision &&
  feed.file.fileKey === currentFileKey(feed).id

/** The feed can change while its file is generated. Needing more jobs would mean that their files do not last. */
const maxNewJobs = 2

/**
 * Has a feed's file generated again and waits for it.
 *
 * @param minRevision of the todos; a caller that joins a renewal for an older revision may have to call again
 * @returns false when the file is not generated in time, or cannot be generated now
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
      const request = await requestFile(
        db,
        feedId,
        { minRevision, mayCreateJob: newJobs < maxNewJobs },
        firstSendAfterMs,
      )
      if (request === 'ready') return true
      if (request === 'failed') return false
      const { jobId, ageMs, isNew } = request
      if (isNew) {
        newJobs += 1
        enqueuer.send([{ jobId, attempt: 0, sends: 0 }])
      }
      // Counted from the creation of the job: without workers only the first requests wait, later ones do not.
      const leftMs = Math.ceil(timeoutMs - ageMs)
      if (leftMs <= 0) return false
      if (await isFinished(jobUpdates, jobId, AbortSignal.timeout(leftMs))) continue
      log.warn({ feed: feedId, job: jobId }, 'Feed file not generated in time; serving the last good one')
      return false
    }
  }

  /** Single-flight: concurrent callers share one renewal. */
  const renewals = new Map<string, Promise<boolean>>()
  return (feedId, minRevision) => {
    const current = renewals.get(feedId)
    if (current) return current
    const renewal = renew(feedId, minRevision)
      .catch((error: unknown) => {
        const level = isDatabaseDown(error) ? 'warn' : 'error'
        log[level]({ err: error, feed: feedId }, 'Cannot renew a feed file; serving the last good one')
        return false
      })
      .finally(() => renewals.delete(feedId))
    renewals.set(feedId, renewal)
    return renewal
  }
}

async function isFinished(jobUpdates: JobUpdates, jobId: string, signal: AbortSignal): Promise<boolean> {
  for await (const _ of watchCalendarJobs(jobUpdates, new Map([[jobId, 0]]), signal));
  return !signal.aborted
}
