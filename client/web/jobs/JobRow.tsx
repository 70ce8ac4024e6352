import { useId } from 'react'
import { isTerminal } from '../../../schema/calendar-job.ts'
import type { CalendarJob } from '../../create-client.ts'
import { useLists } from '../lists/all-lists.ts'
import { t } from '../messages/jobs.ts'
import { t as time } from '../messages/time.ts'
import { formatExact, formatWhen } from '../time.ts'
import { useNow } from '../use-now.ts'
import {
  describeAttempt,
  describeChoices,
  describeProgress,
  describeWritten,
  formatDuration,
} from './describe-job.ts'
import { DownloadLink } from './DownloadLink.tsx'
import { JobActions } from './JobActions.tsx'
import { JobDetails } from './JobDetails.tsx'
import { JobProblem } from './JobProblem.tsx'
import { JobProgress } from './JobProgress.tsx'
import './JobRow.css'
import { StateBadge } from './StateBadge.tsx'
import { useElapsed } from './use-elapsed.ts'
import { useLiveJob } from './use-live-job.ts'

type Props = { job: CalendarJob; isOpen: boolean; onOpen: (id: string | undefined) => void }

export function JobRow({ job, isOpen, onOpen }: Props) {
  const live = useLiveJob(job)
  const detailsId = useId()
  const now = useNow()
  const createdAt = new Date(live.createdAt)
  const when = formatWhen(createdAt, new Date(now))
  return (
    <li className="job-row" tabIndex={-1} data-focus-fallback aria-label={t.requested(toSentence(when))}>
      <div className="job-row-head">
        <button
          className="text-button job-toggle"
          type="button"
          aria-expanded={isOpen}
          aria-controls={detailsId}
          onClick={() => onOpen(isOpen ? undefined : live.id)}
        >
          <span className="job-title" dir="auto">
            {live.options.name ?? t.calendar}
          </span>
          <JobSummary job={live} />
          <StateBadge state={live.state} />
          <time className="muted" dateTime={live.createdAt} title={formatExact(createdAt)}>
            {when}
          </time>
        </button>
        <span className="row job-row-actions">
          <DownloadLink job={live} name={t.fileRequested(toSentence(when))} isChecked={isOpen} />
          <JobActions
            job={live}
            name={t.calendarRequested(toSentence(when))}
            onRetried={({ id }) => onOpen(id)}
          />
        </span>
      </div>
      {live.state === 'STARTED' && <JobProgress job={live} />}
      <JobProblem job={live} />
      <div id={detailsId} hidden={!isOpen}>
        {isOpen && <JobDetails job={live} />}
      </div>
    </li>
  )
}

/** The result or the progress, how long it took, and what was chosen: jobs of one minute differ by it. */
function JobSummary({ job }: { job: CalendarJob }) {
  const lists = useLists()
  const elapsed = useElapsed(job)
  const summary = [
    job.state === 'STARTED' && describeAttempt(job),
    isTerminal(job.state) ? describeWritten(job) : describeProgress(job),
    job.state !== 'PENDING' && formatDuration(elapsed),
    ...describeChoices(job.options, lists),
  ]
  return <span className="job-summary muted">{summary.filter(Boolean).join(' · ')}</span>
}

/** `Today 5 pm` within a sentence. */
function toSentence(when: string): string {
  const name = [time.yesterday, time.today, time.tomorrow].find(name => when.startsWith(name)) ?? ''
  return name.toLowerCase() + when.slice(name.length)
}
