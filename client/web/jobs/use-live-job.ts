import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { isTerminal } from '../../../schema/calendar-job.ts'
import type { CalendarJob } from '../../create-client.ts'
import { useJobStream } from './JobStream.tsx'
import { jobQuery } from './jobs-queries.ts'

/** The newest version of a job, updated while the component is mounted. */
export function useLiveJob(job: CalendarJob): CalendarJob {
  const { data: live } = useQuery({ ...jobQuery(job.id), initialData: job })
  const { watch } = useJobStream()
  const { id, state } = live
  const isFinished = isTerminal(state)
  useEffect(() => (isFinished ? undefined : watch(id)), [id, isFinished, watch])
  return live
}
