import { type CalendarJob, isTerminal } from '../../schema/calendar-job.ts'
import type { AnyJob } from '../../schema/import-job.ts'
import type { JobUpdates } from './job-updates.ts'

/**
 * Yields the snapshots of jobs as they change, until all of them are finished or the signal aborts, which is a normal end.
 * For a slow reader, only the newest snapshot of each job is kept.
 *
 * @param lastSeen versions by job, all of one kind; 0 starts with the current snapshot
 */
export async function* watchJobs<Watched extends AnyJob>(
  jobUpdates: JobUpdates,
  lastSeen: ReadonlyMap<string, number>,
  signal: AbortSignal,
): AsyncGenerator<Watched> {
  const newest = new Map<string, Watched>()
  const unfinished = new Set(lastSeen.keys())
  let wake = Promise.withResolvers<void>()
  // Ends the wait below: an aborted reader must not wait for the next change.
  const onAbort = () => wake.resolve()
  signal.addEventListener('abort', onAbort, { once: true })
  using watchers = new DisposableStack()
  watchers.defer(() => signal.removeEventListener('abort', onAbort))
  for (const [id, version] of lastSeen) {
    watchers.use(
      jobUpdates.watch(id, version, job => {
        newest.set(id, job as Watched)
        wake.resolve()
      }),
    )
  }
  while (!signal.aborted && unfinished.size > 0) {
    await wake.promise
    wake = Promise.withResolvers()
    for (const [id, job] of newest) {
      if (signal.aborted) return
      newest.delete(id)
      yield job
      if (isTerminal(job.state)) unfinished.delete(id)
    }
  }
}

export const watchCalendarJobs = watchJobs<CalendarJob>
