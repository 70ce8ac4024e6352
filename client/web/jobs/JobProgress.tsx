import type { CalendarJob } from '../../create-client.ts'
import { t } from '../messages/jobs.ts'
import { describeProgress } from './describe-job.ts'
import './JobProgress.css'

/** A progress bar, indeterminate while the total is unknown. */
export function JobProgress({ job }: { job: CalendarJob }) {
  const { done, total } = job.progress
  const words = describeProgress(job)
  const known = total === null ? {} : { max: Math.max(total, 1), value: total === 0 ? 1 : done }
  return (
    <progress
      className="job-progress"
      aria-label={t.progress}
      aria-valuetext={words || t.notKnown}
      {...known}
    />
  )
}
