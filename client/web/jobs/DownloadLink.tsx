import { useQuery } from '@tanstack/react-query'
import type { CalendarJob } from '../../create-client.ts'
import { jobResult, toResultPath } from './jobs-queries.ts'

/** The browser downloads the file under the server's file name, with the token's cookie. */
export function DownloadLink({ job }: { job: CalendarJob }) {
  const { data: result } = useQuery(jobResult(job))
  if (job.state !== 'SUCCESS') return null
  if (result === 'expired') return <p className="job-line muted">This file has expired. Create it again.</p>
  return (
    <a className="button small" href={toResultPath(job)} download>
      Download .ics
    </a>
  )
}
