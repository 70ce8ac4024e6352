import type { CalendarJob } from '../../create-client.ts'
import { t } from '../messages/jobs.ts'
import { describeFilter, describeSkipped, describeWritten } from './describe-job.ts'

/** What the file contains, and what was skipped and why. */
export function JobOutcome({ job }: { job: CalendarJob }) {
  const skipped = job.skipped ? describeSkipped(job.skipped, describeFilter(job.options)) : []
  return (
    <>
      {job.state === 'SUCCESS' && <p className="job-line">{t.written(describeWritten(job))}</p>}
      {skipped.length > 0 && <p className="job-line muted">{t.notIncluded(skipped.join(', '))}</p>}
    </>
  )
}
