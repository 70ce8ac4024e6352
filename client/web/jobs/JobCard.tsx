import type { CalendarJob } from '../../create-client.ts'
import { t } from '../messages/jobs.ts'
import { describeAttempt, describeProgress, formatDuration } from './describe-job.ts'
import { DownloadLink } from './DownloadLink.tsx'
import { JobActions } from './JobActions.tsx'
import { JobAnnouncer } from './JobAnnouncer.tsx'
import './JobCard.css'
import { JobOutcome } from './JobOutcome.tsx'
import { JobProblem } from './JobProblem.tsx'
import { JobProgress } from './JobProgress.tsx'
import { StateBadge } from './StateBadge.tsx'
import { useElapsed } from './use-elapsed.ts'
import { useLiveJob } from './use-live-job.ts'

type Props = { job: CalendarJob; onRetried: (job: CalendarJob) => void }

/** A job with its progress and result. */
export function JobCard({ job, onRetried }: Props) {
  const live = useLiveJob(job)
  const elapsed = formatDuration(useElapsed(live))
  return (
    <article className="job-card" aria-label={t.file} tabIndex={-1} data-focus-fallback>
      <div className="job-card-head">
        <StateBadge state={live.state} />
        <span className="muted">{live.state === 'SUCCESS' ? t.finishedIn(elapsed) : elapsed}</span>
      </div>
      {live.options.name !== undefined && (
        <p className="job-line job-name" dir="auto">
          {live.options.name}
        </p>
      )}
      {(live.state === 'PENDING' || live.state === 'STARTED') && (
        <>
          <JobProgress job={live} />
          <p className="job-line muted">
            {[describeAttempt(live), describeProgress(live)].filter(Boolean).join(' · ') || '\u00A0'}
          </p>
        </>
      )}
      <JobOutcome job={live} />
      <JobProblem job={live} />
      <div className="row">
        <DownloadLink job={live} isLarge />
        <JobActions key={live.id} job={live} name={t.thisCalendar} onRetried={onRetried} />
      </div>
      <JobAnnouncer job={live} />
    </article>
  )
}
