import { useEffect, useRef } from 'react'
import type { CalendarJob } from '../../create-client.ts'
import { JobCard } from '../jobs/JobCard.tsx'
import { markAsShown } from '../jobs/own-jobs.ts'
import { useLiveJob } from '../jobs/use-live-job.ts'
import { common } from '../messages/common.ts'
import { t } from '../messages/exports.ts'
import './CreatedFile.css'

type Props = {
  job: CalendarJob
  onRetried: (job: CalendarJob) => void
  onFeed: () => void
  onClose: () => void
}

/** The progress of the new file, then its download and what to do with it. */
export function CreatedFile({ job, onRetried, onFeed, onClose }: Props) {
  const { state } = useLiveJob(job)
  useEffect(() => markAsShown(job.id), [job.id])
  const place = useRef<HTMLDivElement>(null)
  // The form that had the focus is gone.
  useEffect(() => place.current?.querySelector<HTMLElement>('[data-focus-fallback]')?.focus(), [])
  return (
    <div ref={place} className="stack created-file">
      <JobCard job={job} onRetried={onRetried} />
      {state === 'SUCCESS' && <p className="muted">{t.howToOpen}</p>}
      <div className="row dialog-actions">
        <button className="button quiet" type="button" onClick={onFeed}>
          {t.feedInstead}
        </button>
        <button className="button" type="button" onClick={onClose}>
          {common.close}
        </button>
      </div>
    </div>
  )
}
