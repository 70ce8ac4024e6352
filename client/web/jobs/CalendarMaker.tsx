import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { Link } from 'react-router'
import { isTerminal } from '../../../schema/calendar-job.ts'
import type { CalendarJob } from '../../create-client.ts'
import { describeError } from '../describe-error.ts'
import { urls } from '../urls.ts'
import './CalendarMaker.css'
import { JobCard } from './JobCard.tsx'
import { newestJobs } from './jobs-queries.ts'
import { countChosen } from './options/chosen-options.ts'
import { OptionsForm } from './options/OptionsForm.tsx'
import { useCalendarForm } from './use-calendar-form.ts'
import { useScrollIntoView } from './use-scroll-into-view.ts'

/** Creates a calendar file of the todos, and shows the progress of the latest one. */
export function CalendarMaker() {
  const [createdId, setCreatedId] = useState<string>()
  return (
    <section className="calendar-maker card" aria-labelledby="calendar-maker">
      <h2 id="calendar-maker">Export calendar</h2>
      <CalendarForm onCreated={({ id }) => setCreatedId(id)} />
      <NewestJob createdId={createdId} />
    </section>
  )
}

function CalendarForm({ onCreated }: { onCreated: (job: CalendarJob) => void }) {
  const { chosen, problems, failure, isBusy, submit, choose } = useCalendarForm({
    key: 'calendar-options',
    onCreated,
  })
  const form = useRef<HTMLFormElement>(null)
  const disclosure = useRef<HTMLDetailsElement>(null)
  const chosenCount = countChosen(chosen)
  useEffect(() => {
    if (problems.size === 0 || !disclosure.current) return
    disclosure.current.open = true
    form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus()
  }, [problems])
  return (
    <form ref={form} className="stack" noValidate onSubmit={event => void submit(event)}>
      <button className="button primary" type="submit" aria-disabled={isBusy}>
        Create calendar file
      </button>
      <details ref={disclosure} className="disclosure">
        <summary>
          Options
          {chosenCount > 0 && <span className="muted"> · {chosenCount} changed</span>}
        </summary>
        <OptionsForm chosen={chosen} problems={problems} onChoose={choose} />
      </details>
      {failure !== undefined && (
        <p className="problem" role="alert">
          {failure}
        </p>
      )}
    </form>
  )
}

/** Scrolls a job that was created here into view, below the options. */
function NewestJob({ createdId }: { createdId: string | undefined }) {
  const { data: jobs = [], error, refetch } = useQuery(newestJobs)
  const [newest, ...others] = jobs
  const place = useRef<HTMLDivElement>(null)
  useScrollIntoView(place, newest?.id === createdId ? createdId : undefined)
  const running = others.filter(({ state }) => !isTerminal(state)).length
  return (
    <div ref={place} className="newest-job">
      {newest && <JobCard job={newest} />}
      {running > 0 && (
        <Link to={urls.jobs}>{running === 1 ? '1 more in progress' : `${running} more in progress`}</Link>
      )}
      {error && !newest && (
        <p className="problem" role="alert">
          Couldn’t load the latest calendar: {describeError(error).message}{' '}
          <button className="button small" type="button" onClick={() => void refetch()}>
            Try again
          </button>
        </p>
      )}
    </div>
  )
}
