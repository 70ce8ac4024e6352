import type { QueryClient } from '@tanstack/react-query'
import type { CalendarJob } from '../../create-client.ts'

export const jobsKey = ['jobs'] as const
/** Keys of queries that show new or changed jobs. */
export const latestKey = [...jobsKey, 'latest'] as const
export const countsKey = [...latestKey, 'counts'] as const
export const jobKey = (id: string) => [...jobsKey, 'one', id] as const

/** `<id>.<version>` */
const readVersion = ({ eventId }: CalendarJob) => Number(eventId.split('.')[1])

/**
 * Keeps the newest version of a job: the answer to an earlier request can be overtaken by the
 * stream. @returns it
 */
export function cacheIfNewer(cache: QueryClient, job: CalendarJob): CalendarJob {
  const known = cache.getQueryData<CalendarJob>(jobKey(job.id))
  if (known && readVersion(known) >= readVersion(job)) return known
  cache.setQueryData(jobKey(job.id), job)
  if (known?.state !== job.state) {
    // Batched: a thousand jobs can finish at once.
    void cache.invalidateQueries({ queryKey: countsKey }, { cancelRefetch: false })
  }
  return job
}
