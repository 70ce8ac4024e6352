import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { isTerminal } from '../../../schema/calendar-job.ts'
import type { CalendarJob } from '../../create-client.ts'
import { describeFeed } from '../feeds/describe-feed.ts'
import { useLists } from '../lists/all-lists.ts'
import { t } from '../messages/jobs.ts'
import { formatExact } from '../time.ts'
import { urls } from '../urls.ts'
import { Attempts } from './Attempts.tsx'
import { formatDuration } from './describe-job.ts'
import './JobDetails.css'
import { JobId } from './JobId.tsx'
import { JobOutcome } from './JobOutcome.tsx'
import { useElapsed } from './use-elapsed.ts'

export function JobDetails({ job }: { job: CalendarJob }) {
  const lists = useLists()
  const elapsed = formatDuration(useElapsed(job))
  return (
    <div className="job-details stack">
      <JobOutcome job={job} />
      <dl>
        <Fact name={t.requestedAt}>{formatExact(new Date(job.createdAt))}</Fact>
        <Fact name={isTerminal(job.state) ? t.duration : t.elapsed}>{elapsed}</Fact>
        <Fact name={t.options}>
          {describeFeed({ options: job.options, window: null }, lists).join(' · ')}
        </Fact>
        {job.retryOf !== null && (
          <Fact name={t.retryOf}>
            <Link to={urls.job(job.retryOf)}>{t.earlierJob}</Link>
          </Fact>
        )}
        <Fact name={t.jobId}>
          <JobId id={job.id} />
        </Fact>
      </dl>
      <Attempts job={job} />
    </div>
  )
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}
