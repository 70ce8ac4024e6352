import type { CalendarJob } from '../../create-client.ts'
import { describeSkipped, describeWritten } from './describe-job.ts'

/** What came of a job, what was left out and why, what went wrong. */
export function JobOutcome({ job }: { job: CalendarJob }) {
  const skipped = describeSkipped(job)
  return (
    <>
      {job.state === 'SUCCESS' && <p className="job-line">{describeWritten(job)} in the calendar</p>}
      {skipped.length > 0 && <p className="job-line muted">Left out: {skipped.join(', ')}</p>}
      {job.error !== null && <p className="problem">{job.error}</p>}
    </>
  )
}
