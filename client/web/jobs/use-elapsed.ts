import { useEffect, useState } from 'react'
import { isTerminal } from '../../../schema/calendar-job.ts'
import type { CalendarJob } from '../../create-client.ts'

const tickMs = 1_000

/** From the moment that a job was asked for to its end, or until now, in milliseconds. */
export function useElapsed({ state, createdAt, finishedAt }: CalendarJob): number {
  const [now, setNow] = useState(Date.now)
  const isOver = isTerminal(state)
  useEffect(() => {
    if (isOver) return undefined
    const timer = setInterval(() => setNow(Date.now()), tickMs)
    return () => clearInterval(timer)
  }, [isOver])
  return (finishedAt === null ? now : Date.parse(finishedAt)) - Date.parse(createdAt)
}
