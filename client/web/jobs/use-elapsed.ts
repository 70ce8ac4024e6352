import { useEffect, useState } from 'react'
import { isTerminal } from '../../../schema/calendar-job.ts'
import type { CalendarJob } from '../../create-client.ts'

const tickMs = 1_000

/** The time from the creation of a job to its end, or until now, in milliseconds. */
export function useElapsed({ state, createdAt, finishedAt }: CalendarJob): number {
  const [now, setNow] = useState(Date.now)
  const isFinished = isTerminal(state)
  useEffect(() => {
    if (isFinished) return undefined
    const timer = setInterval(() => setNow(Date.now()), tickMs)
    return () => clearInterval(timer)
  }, [isFinished])
  const since = (at: number) => at - Date.parse(createdAt)
  if (finishedAt !== null) return since(Date.parse(finishedAt))
  // Whole seconds, never negative: the clocks of the server and the browser can differ.
  return Math.max(0, Math.floor(since(now) / 1000) * 1000)
}
