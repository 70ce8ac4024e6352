import { useQuery } from '@tanstack/react-query'
import type { CalendarJob } from '../../create-client.ts'
import { jobResult, toResultPath } from './jobs-queries.ts'

/** The browser itself fetches the file, under the server's name for it, with the token's cookie. */
export function DownloadLink({ job }: { job: CalendarJob }) {
  const { data: result } = useQuery(jobResult(job))
  if (job.state !== 'SUCCESS') return null
  if (result === 'expired')
    return <p className="job-line muted">The file has expired: make the calendar again.</p>
  return (
    <a className="button small" href={toResultPath(job)} download>
      Download .ics
    </a>
  )
}
