import type { CalendarJob } from '../../create-client.ts'
import { t } from '../messages/jobs.ts'
import { describeFailure } from './describe-job.ts'
import { JobId } from './JobId.tsx'
import { NextAttempt } from './NextAttempt.tsx'

/** Why a job failed, and what happens or can be done next. */
export function JobProblem({ job }: { job: CalendarJob }) {
  if (job.state === 'RETRY') {
    return (
      <p className="job-line job-problem warning">
        <NextAttempt job={job} />
        {job.error !== null && ` · ${describeFailure(job.error)}`}
      </p>
    )
  }
  if (job.state !== 'FAILURE') return null
  return (
    <div className="job-problem">
      <p className="problem">{describeFailure(job.error ?? '')}</p>
      <p className="job-line muted">
        {t.retryOrTell}
        <JobId id={job.id} />
      </p>
    </div>
  )
}
