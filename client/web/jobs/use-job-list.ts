import { useInfiniteQuery } from '@tanstack/react-query'
import type { CalendarJobState } from '../../../schema/calendar-job.ts'
import { jobList } from './jobs-queries.ts'

/** The loaded part of the list. */
export function useJobList(state: CalendarJobState | undefined) {
  const list = useInfiniteQuery(jobList({ state }))
  return { ...list, jobs: list.data?.pages.flatMap(({ items }) => items) ?? [] }
}
