import { useQueries } from '@tanstack/react-query'
import { useEffect, useEffectEvent } from 'react'
import { Link, useLocation, useNavigate } from 'react-router'
import { isTerminal } from '../../../schema/calendar-job.ts'
import type { CalendarJob } from '../../create-client.ts'
import { isNotFound } from '../describe-error.ts'
import { common } from '../messages/common.ts'
import { t } from '../messages/layout.ts'
import { useToast } from '../ui/Toasts.tsx'
import { urls } from '../urls.ts'
import { useJobStream } from './JobStream.tsx'
import { jobQuery } from './jobs-queries.ts'
import { isShown, removeOwnJob, useOwnJobs } from './own-jobs.ts'
import './RunningJobs.css'
import { saveResult } from './save-result.ts'

/** The progress of the jobs that this page has created, in every view, and a notification when one ends elsewhere. */
export function RunningJobs() {
  const ids = useOwnJobs()
  const queries = useQueries({ queries: ids.map(jobQuery) })
  const jobs = queries.flatMap(({ data }) => data ?? [])
  const running = jobs.filter(({ state }) => !isTerminal(state))
  useWatch(running)
  useEnds(jobs)
  const lost = ids.filter((_, index) => isNotFound(queries[index]?.error)).join()
  useEffect(() => {
    if (lost !== '') lost.split(',').forEach(removeOwnJob)
  }, [lost])

  const [first] = running
  if (!first) return null
  const percent = Math.floor(toPercent(running))
  return (
    <Link className="running-jobs" to={running.length === 1 ? urls.job(first.id) : urls.exports}>
      <progress max="100" value={percent} aria-hidden="true" />
      <span className="running-jobs-words">{t.creatingCalendars(running.length)}</span> {percent} %
    </Link>
  )
}

const toPercent = (jobs: readonly CalendarJob[]): number =>
  jobs.reduce((sum, { progress: { percent } }) => sum + (percent ?? 0), 0) / jobs.length

function useWatch(jobs: readonly CalendarJob[]): void {
  const { watch } = useJobStream()
  const ids = jobs.map(({ id }) => id).join()
  useEffect(() => {
    const stops = ids === '' ? [] : ids.split(',').map(watch)
    return () => stops.forEach(stop => stop())
  }, [ids, watch])
}

function useEnds(jobs: readonly CalendarJob[]): void {
  const { pathname } = useLocation()
  const navigate = useNavigate()
  const toast = useToast()
  const ended = jobs.filter(({ state }) => isTerminal(state))
  const notify = useEffectEvent(() => {
    for (const job of ended) {
      removeOwnJob(job.id)
      if (pathname === urls.exports || isShown(job.id)) continue
      if (job.state === 'SUCCESS')
        toast({
          text: t.calendarReady(job.options.name),
          action: { label: t.download, run: () => saveResult(job) },
        })
      if (job.state === 'FAILURE')
        toast({
          text: t.calendarFailed(job.options.name),
          kind: 'error',
          action: { label: common.show, run: () => void navigate(urls.job(job.id)) },
        })
    }
  })
  const endedIds = ended.map(({ id }) => id).join()
  useEffect(() => {
    if (endedIds !== '') notify()
  }, [endedIds])
}
