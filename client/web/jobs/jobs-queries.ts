import {
  infiniteQueryOptions,
  type QueryClient,
  queryOptions,
  useInfiniteQuery,
  useQuery,
} from '@tanstack/react-query'
import type { CalendarJobState } from '../../../schema/calendar-job.ts'
import type { CalendarJob } from '../../create-client.ts'
import { client } from '../api.ts'
import { isNotFound } from '../describe-error.ts'
import { countsKey, jobKey, jobsKey, cacheIfNewer, latestKey } from './job-cache.ts'
import { type JobPage, mergeFirstPage } from './merge-first-page.ts'

export type Attempt = Awaited<ReturnType<typeof client.calendarJobAttempts.query>>[number]

const pageSize = 50
const pollMs = 5_000

type Filter = { state?: CalendarJobState | undefined }

export const jobQuery = (id: string) =>
  queryOptions({
    queryKey: jobKey(id),
    queryFn: async ({ client: cache, signal }) =>
      cacheIfNewer(cache, await client.calendarJob.query({ id }, { signal })),
    // The stream keeps unfinished jobs fresh, and finished ones do not change.
    staleTime: Infinity,
  })

const jobList = ({ state }: Filter) =>
  infiniteQueryOptions({
    queryKey: [...jobsKey, 'list', state ?? 'all'],
    queryFn: ({ client: cache, pageParam, signal }) =>
      readPage(cache, { state, first: pageSize, after: pageParam }, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ nextCursor }: JobPage) => nextCursor,
    // Later pages are not refetched: `firstJobPage` adds new jobs.
    staleTime: Infinity,
  })

/** The loaded part of the list. */
export function useJobList(state: CalendarJobState | undefined) {
  const list = useInfiniteQuery(jobList({ state }))
  return { ...list, jobs: list.data?.pages.flatMap(({ items }) => items) ?? [] }
}

/** Refetches the first page, for jobs created elsewhere, and merges it into the list. */
export const firstJobPage = (filter: Filter) =>
  queryOptions({
    queryKey: [...latestKey, 'first-page', filter.state ?? 'all'],
    queryFn: async ({ client: cache, signal }) => {
      const page = await readPage(cache, { ...filter, first: pageSize }, signal)
      cache.setQueryData(jobList(filter).queryKey, list => list && mergeFirstPage(list, page))
      return page.items.length
    },
    refetchInterval: pollMs,
    staleTime: 0,
  })

export const jobCounts = queryOptions({
  queryKey: countsKey,
  queryFn: ({ signal }) => client.calendarJobCounts.query(undefined, { signal }),
  refetchInterval: pollMs,
})

/** @param step changes when there may be more */
export const jobAttempts = (id: string, step: string) =>
  queryOptions({
    queryKey: [...jobsKey, 'attempts', id, step],
    queryFn: ({ signal }) => client.calendarJobAttempts.query({ id }, { signal }),
  })

/** A relative URL, independent of the host name that the server reports. */
export const toResultPath = ({ resultUrl }: CalendarJob): string => new URL(resultUrl).pathname

/** Whether the file of a finished job still exists. */
export const jobResult = (job: CalendarJob) =>
  queryOptions({
    queryKey: [...jobsKey, 'result', job.id],
    queryFn: async ({ signal }) => {
      const { status } = await fetch(toResultPath(job), { method: 'HEAD', signal })
      return status === 410 ? 'expired' : 'kept'
    },
  })

/** Whether the file of a job has expired, as far as it has been asked for. */
export const useIsExpired = (job: CalendarJob): boolean =>
  useQuery({ ...jobResult(job), enabled: false }).data === 'expired'

/** Subscribes to the updates of several jobs. */
export const subscribeToJobs = client.calendarJobsStatus.subscribe

/** The given jobs that still exist, as far as the server can be reached. */
export async function findKnownIds(ids: readonly string[]): Promise<string[]> {
  const known = await Promise.all(
    ids.map(id =>
      client.calendarJob.query({ id }).then(
        () => true,
        error => !isNotFound(error),
      ),
    ),
  )
  return ids.filter((_, index) => known[index])
}

type PageInput = Filter & { first: number; after?: string | undefined }

async function readPage(cache: QueryClient, input: PageInput, signal: AbortSignal): Promise<JobPage> {
  const { items, nextCursor } = await client.calendarJobs.query(input, { signal })
  return { items: items.map(job => cacheIfNewer(cache, job)), nextCursor }
}
