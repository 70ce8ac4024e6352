import { useQuery } from '@tanstack/react-query'
import type { CalendarJobState } from '../../../schema/calendar-job.ts'
import { describeError, isNotFound } from '../describe-error.ts'
import { t } from '../messages/jobs.ts'
import { JobRow } from './JobRow.tsx'
import { jobQuery, useJobList } from './jobs-queries.ts'

type Props = {
  id: string | undefined
  state: CalendarJobState | undefined
  onOpen: (id: string | undefined) => void
}

/** The job in the URL, shown above the list when the list does not contain it. */
export function LinkedJob({ id = '', state, onOpen }: Props) {
  const list = useJobList(state)
  const isListed = list.jobs.some(job => job.id === id)
  const isMissing = id !== '' && list.isSuccess && !isListed
  const { data: job, error } = useQuery({ ...jobQuery(id), enabled: isMissing })
  if (!isMissing) return null
  if (error) {
    return (
      <p className="problem" role="alert">
        {isNotFound(error) ? t.notFound : t.jobNotLoaded(id, describeError(error).message)}
      </p>
    )
  }
  return job ? (
    <ul className="job-list card" aria-label={t.fileOfAddress}>
      <JobRow job={job} isOpen onOpen={onOpen} />
    </ul>
  ) : null
}
