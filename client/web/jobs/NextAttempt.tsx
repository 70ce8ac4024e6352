import { useEffect, useState } from 'react'
import type { CalendarJob } from '../../create-client.ts'
import { t } from '../messages/jobs.ts'
import { describeAttempt, formatDuration } from './describe-job.ts'

const tickMs = 1_000

/** `Attempt 2 of 5 in 12 s` */
export function NextAttempt({ job }: { job: CalendarJob }) {
  const [now, setNow] = useState(Date.now)
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), tickMs)
    return () => clearInterval(timer)
  }, [])
  const attempt = describeAttempt({ attempt: job.attempt + 1 })
  const seconds = Math.ceil((Date.parse(job.nextAttemptAt ?? '') - now) / 1000)
  // Announced by the job's state, not by each second.
  return (
    <span>
      {attempt}{' '}
      <span aria-hidden="true">{seconds > 0 ? t.within(formatDuration(seconds * 1000)) : t.soon}</span>
    </span>
  )
}
