import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { isTerminal } from '../../../schema/calendar-job.ts'
import type { CalendarJob } from '../../create-client.ts'
import { describeFeed } from '../feeds/describe-feed.ts'
import { useLists } from '../lists/all-lists.ts'
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
        <Fact name="Requested">{formatExact(new Date(job.createdAt))}</Fact>
        <Fact name={isTerminal(job.state) ? 'Duration' : 'Elapsed'}>{elapsed}</Fact>
        <Fact name="Options">{describeFeed({ options: job.options, window: null }, lists).join(' · ')}</Fact>
        {job.retryOf !== null && (
          <Fact name="Retry of">
            <Link to={urls.job(job.retryOf)}>an earlier job</Link>
          </Fact>
        )}
        <Fact name="Job ID">
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
