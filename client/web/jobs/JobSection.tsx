import { useSearchParams } from 'react-router'
import { calendarJobStates } from '../../../schema/calendar-job.ts'
import { t } from '../messages/jobs.ts'
import { JobList } from './JobList.tsx'
import './JobSection.css'
import { JobStates } from './JobStates.tsx'
import { LinkedJob } from './LinkedJob.tsx'

/** The files and the jobs that create them, newest first. The URL has the state filter and the open job. */
export function JobSection() {
  const [search, setSearch] = useSearchParams()
  const state = calendarJobStates.find(state => state === search.get('state'))
  const openId = search.get('job') ?? undefined

  function open(id: string | undefined) {
    setSearch(
      search => {
        if (id === undefined) search.delete('job')
        else search.set('job', id)
        return search
      },
      { replace: true, preventScrollReset: true },
    )
  }

  return (
    <section className="exports-section" aria-labelledby="files">
      <h2 id="files">{t.files}</h2>
      <JobStates shown={state} />
      <LinkedJob id={openId} state={state} onOpen={open} />
      <JobList key={state} state={state} openId={openId} onOpen={open} />
    </section>
  )
}
