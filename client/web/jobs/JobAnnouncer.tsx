import { useEffect, useRef, useState } from 'react'
import { isTerminal } from '../../../schema/calendar-job.ts'
import type { CalendarJob } from '../../create-client.ts'
import { t } from '../messages/jobs.ts'
import { describeFailure, describeWritten } from './describe-job.ts'

const stepPercent = 25

/** Announces each change of a job's state and each quarter of its progress to screen readers. */
export function JobAnnouncer({ job }: { job: CalendarJob }) {
  const words = describe(job)
  const region = useRef<HTMLOutputElement>(null)
  const [old] = useState(isTerminal(job.state) ? words : undefined)
  useEffect(() => {
    // Inserted later: a live region does not announce its initial content. Jobs that had finished before are not announced.
    if (region.current && words !== old) region.current.textContent = words
  }, [words, old])
  return <output ref={region} className="visually-hidden" />
}

function describe(job: CalendarJob): string {
  const words = t.announced(t.states[job.state])
  if (job.state === 'SUCCESS') return `${words}, ${describeWritten(job)}`
  if (job.state === 'FAILURE' || job.state === 'RETRY') return `${words}. ${describeFailure(job.error ?? '')}`
  const { percent } = job.progress
  const reached = Math.floor((percent ?? 0) / stepPercent) * stepPercent
  return job.state === 'STARTED' && reached > 0 ? `${words}, ${reached} %` : words
}
