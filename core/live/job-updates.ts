import type { AnyJob } from '../../schema/import-job.ts'
import { createBatcher } from '../concurrency/batcher.ts'
import { findNewerJobs } from '../calendar-jobs/find-newer.ts'
import type { Db } from '../database/db.ts'
import type { Log } from '../process/log.ts'

/**
 * Delivers the snapshots of jobs to watchers as they change. Progress is a level, not a log: a watcher never gets a snapshot
 * older than the last, can miss snapshots that are superseded, and always gets the last one.
 */
export type JobUpdates = Disposable & {
  /**
   * Calls `deliver` with the snapshots newer than `lastSeen` (0: starting with the current one), in the order of their
   * versions, until disposed.
   */
  watch: (id: string, lastSeen: number, deliver: (job: AnyJob) => void) => Disposable
  /** Accepts a hint: a snapshot from elsewhere, possibly outdated. */
  publish: (job: AnyJob) => void
}

type Watcher = { lastSeen: number; deliver: (job: AnyJob) => void }

const rereadEveryMs = 1_000
const maxBatchSize = 1_000

/**
 * Hints come from queue events. They are fast, but get lost: BullMQ on PostgreSQL lost up to 40 % under concurrency. So a
 * watcher is registered first, then its job's row is read, and the rows of all watched jobs are read again about once a
 * second, in one query.
 */
export function openJobUpdates(db: Db, log: Log): JobUpdates {
  const watched = new Map<string, Set<Watcher>>()
  let isReading = false

  /** A watcher that throws gets the job again at the next read, and does not affect other watchers. */
  function deliverTo(watcher: Watcher, job: AnyJob): void {
    if (job.version <= watcher.lastSeen) return
    try {
      watcher.deliver(job)
      watcher.lastSeen = job.version
    } catch (error) {
      log.error({ err: error, job: job.id }, 'Could not deliver a job to a watcher')
    }
  }

  function publish(job: AnyJob): void {
    for (const watcher of watched.get(job.id) ?? []) deliverTo(watcher, job)
  }

  const readNewer = createBatcher<{ id: string; version: number }, AnyJob | undefined>(async seen => {
    const newer = new Map((await findNewerJobs(db, seen)).map(job => [job.id, job]))
    return seen.map(({ id }) => newer.get(id))
  }, maxBatchSize)

  async function rereadAll(): Promise<void> {
    if (isReading || watched.size === 0) return
    isReading = true
    try {
      const seen = [...watched].map(([id, watchers]) => ({
        id,
        version: Math.min(...Array.from(watchers, ({ lastSeen }) => lastSeen)),
      }))
      for (const job of await findNewerJobs(db, seen)) publish(job)
    } catch (error) {
      log.warn({ err: error }, 'Could not read watched jobs; will retry in a second')
    } finally {
      isReading = false
    }
  }
  const timer = setInterval(() => void rereadAll(), rereadEveryMs)

  return {
    publish,
    watch(id, lastSeen, deliver) {
      const watcher = { lastSeen, deliver }
      const watchers = watched.get(id) ?? new Set()
      watched.set(id, watchers.add(watcher))
      // If this fails, the next read of all jobs makes up for it.
      readNewer({ id, version: lastSeen }).then(
        job => job && watchers.has(watcher) && deliverTo(watcher, job),
        () => {},
      )
      return {
        [Symbol.dispose]() {
          watchers.delete(watcher)
          if (watchers.size === 0 && watched.get(id) === watchers) watched.delete(id)
        },
      }
    },
    [Symbol.dispose]: () => clearInterval(timer),
  }
}
