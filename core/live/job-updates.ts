import type { CalendarJob } from '../../schema/calendar-job.ts'
import { createBatcher } from '../concurrency/batcher.ts'
import { findNewerJobs } from '../calendar-jobs/find-newer.ts'
import type { Db } from '../database/db.ts'
import type { Log } from '../process/log.ts'

/**
 * Shows watchers the snapshots of jobs as they change. Progress is a level, not a log: a snapshot that is not newer
 * than what a watcher has seen is dropped, and one that is overtaken may be skipped, but never the last one.
 */
export type JobUpdates = Disposable & {
  /**
   * Calls `deliver` with each snapshot newer than `lastSeen` (0: from the current one on), in the order of versions,
   * until it is disposed.
   */
  watch: (id: string, lastSeen: number, deliver: (job: CalendarJob) => void) => Disposable
  /** A hint: what somebody knows of a job, perhaps long overtaken. */
  publish: (job: CalendarJob) => void
}

type Watcher = { lastSeen: number; deliver: (job: CalendarJob) => void }

const rereadEveryMs = 1_000
const maxBatchSize = 1_000

/**
 * Hints come from queue events and are fast; they also get lost (BullMQ on PostgreSQL lost up to 40 % under
 * concurrency). So whoever begins to watch is registered first and then has the row read for it, and the rows of all
 * watched jobs are read again about once a second, in one query.
 */
export function openJobUpdates(db: Db, log: Log): JobUpdates {
  const watched = new Map<string, Set<Watcher>>()
  let isReading = false

  /** A watcher that throws is shown the job again at the next reading, and keeps no other watcher from it. */
  function show(watcher: Watcher, job: CalendarJob): void {
    if (job.version <= watcher.lastSeen) return
    try {
      watcher.deliver(job)
      watcher.lastSeen = job.version
    } catch (error) {
      log.error({ err: error, job: job.id }, 'A watcher could not be shown a job')
    }
  }

  function publish(job: CalendarJob): void {
    for (const watcher of watched.get(job.id) ?? []) show(watcher, job)
  }

  const readNewer = createBatcher<{ id: string; version: number }, CalendarJob | undefined>(async seen => {
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
      log.warn({ err: error }, 'Watched jobs could not be read; they are read again in a second')
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
      // What fails here is made good by the next reading of all.
      readNewer({ id, version: lastSeen }).then(
        job => job && watchers.has(watcher) && show(watcher, job),
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
