import { type CalendarJob, isTerminal } from '../../schema/calendar-job.ts'
import type { JobUpdates } from './job-updates.ts'

/**
 * The snapshots of jobs as they change, until all of them are over or the signal aborts, which is a normal end. While
 * the reader is behind, only the newest snapshot of each job waits for it.
 *
 * @param lastSeen versions by job; 0 begins with the current snapshot
 */
export async function* watchCalendarJobs(
  jobUpdates: JobUpdates,
  lastSeen: ReadonlyMap<string, number>,
  signal: AbortSignal,
): AsyncGenerator<CalendarJob> {
  const newest = new Map<string, CalendarJob>()
  const going = new Set(lastSeen.keys())
  let wake = Promise.withResolvers<void>()
  // Settles the wait below, so that a reader who leaves is noticed while nothing happens.
  const onAbort = () => wake.resolve()
  signal.addEventListener('abort', onAbort, { once: true })
  using watching = new DisposableStack()
  watching.defer(() => signal.removeEventListener('abort', onAbort))
  for (const [id, version] of lastSeen) {
    watching.use(
      jobUpdates.watch(id, version, job => {
        newest.set(id, job)
        wake.resolve()
      }),
    )
  }
  while (!signal.aborted && going.size > 0) {
    await wake.promise
    wake = Promise.withResolvers()
    for (const [id, job] of newest) {
      if (signal.aborted) return
      newest.delete(id)
      yield job
      if (isTerminal(job.state)) going.delete(id)
    }
  }
}
