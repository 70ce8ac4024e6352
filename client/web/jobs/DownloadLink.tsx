import { useQuery, useQueryClient } from '@tanstack/react-query'
import type { MouseEvent } from 'react'
import type { CalendarJob } from '../../create-client.ts'
import { t } from '../messages/jobs.ts'
import { jobResult, toResultPath } from './jobs-queries.ts'
import { saveResult } from './save-result.ts'

type Props = {
  job: CalendarJob
  /** Names the file in the accessible name of the link. */
  name?: string
  isLarge?: boolean
  /** Whether to find out beforehand that the file has expired. */
  isChecked?: boolean
}

/** The browser downloads the file under the server's file name, with the token's cookie. */
export function DownloadLink({ job, name, isLarge = false, isChecked = false }: Props) {
  const cache = useQueryClient()
  const { data: result } = useQuery({ ...jobResult(job), enabled: isChecked && job.state === 'SUCCESS' })
  if (job.state !== 'SUCCESS') return null
  if (result === 'expired') return <span className="muted">{t.expired}</span>

  async function download(event: MouseEvent): Promise<void> {
    event.preventDefault()
    const result = await cache.fetchQuery({ ...jobResult(job), staleTime: 0 }).catch(() => 'unknown')
    if (result !== 'expired') saveResult(job)
  }

  return (
    <a
      className={isLarge ? 'button primary large' : 'button small'}
      href={toResultPath(job)}
      download
      onClick={event => void download(event)}
    >
      {t.download}
      <span className="visually-hidden"> {name}</span>
    </a>
  )
}
