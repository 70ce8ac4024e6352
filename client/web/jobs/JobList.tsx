import { useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import type { CalendarJobState } from '../../../schema/calendar-job.ts'
import { t } from '../messages/jobs.ts'
import { EmptyState } from '../ui/EmptyState.tsx'
import { LoadFailure } from '../ui/LoadFailure.tsx'
import { Loading } from '../ui/Loading.tsx'
import { NothingYet } from '../ui/NothingYet.tsx'
import { urls } from '../urls.ts'
import { JobRow } from './JobRow.tsx'
import { firstJobPage, useJobList } from './jobs-queries.ts'
import { OlderJobs } from './OlderJobs.tsx'

type Props = {
  state: CalendarJobState | undefined
  openId: string | undefined
  onOpen: (id: string | undefined) => void
}

export function JobList({ state, openId, onOpen }: Props) {
  const { jobs, error, isPending, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } =
    useJobList(state)
  useQuery({ ...firstJobPage({ state }), enabled: !isPending })
  if (isPending) return <Loading />
  if (error && jobs.length === 0) {
    return <LoadFailure title={t.notLoaded} error={error} onRetry={refetch} />
  }
  if (jobs.length === 0) return <NoJobs state={state} />
  return (
    <>
      <ul className="job-list card" aria-label={t.files}>
        {jobs.map(job => (
          <JobRow key={job.id} job={job} isOpen={job.id === openId} onOpen={onOpen} />
        ))}
      </ul>
      {hasNextPage && (
        <OlderJobs error={error} isBusy={isFetchingNextPage} onLoad={() => void fetchNextPage()} />
      )}
    </>
  )
}

function NoJobs({ state }: { state: CalendarJobState | undefined }) {
  if (state !== undefined) {
    return (
      <EmptyState title={t.noJobs[state]}>
        <Link to={urls.exports}>{t.allJobs}</Link>
      </EmptyState>
    )
  }
  return <NothingYet>{t.noFiles}</NothingYet>
}
