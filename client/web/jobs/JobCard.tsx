import type { CalendarJob } from '../../create-client.ts'

export function JobCard({ job }: { job: CalendarJob }) {
  const { done, total } = job.progress
  return (
    <div className="stack">
      <span>{job.state}</span>
      {total !== null && <progress max={total} value={done} aria-label="Progress" />}
      {job.error !== null && <p className="problem">{job.error}</p>}
      {job.state === 'SUCCESS' && (
        <a className="button" href={new URL(job.resultUrl).pathname} download>
          Download .ics
        </a>
      )}
    </div>
  )
}
