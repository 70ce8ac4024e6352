import type { CalendarJob } from '../../create-client.ts'
import { describeFilter, describeSkipped, describeWritten } from './describe-job.ts'

/** The result of a job: what it contains, what was skipped and why, or the error. */
export function JobOutcome({ job }: { job: CalendarJob }) {
  const skipped = job.skipped ? describeSkipped(job.skipped, describeFilter(job.options)) : []
  return (
    <>
      {job.state === 'SUCCESS' && <p className="job-line">{describeWritten(job)} in the calendar</p>}
      {skipped.length > 0 && <p className="job-line muted">Not included: {skipped.join(', ')}</p>}
      {job.error !== null && <p className="problem">{job.error}</p>}
    </>
  )
}
