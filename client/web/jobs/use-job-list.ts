import { useInfiniteQuery } from '@tanstack/react-query'
import type { CalendarJobState } from '../../../schema/calendar-job.ts'
import { jobList } from './jobs-queries.ts'

/** What is loaded of the list so far. */
export function useJobList(state: CalendarJobState | undefined) {
  const list = useInfiniteQuery(jobList({ state }))
  return { ...list, jobs: list.data?.pages.flatMap(({ items }) => items) ?? [] }
}
