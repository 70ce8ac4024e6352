import { useSearchParams } from 'react-router'
import { calendarJobStates } from '../../../schema/calendar-job.ts'
import { useTodosShortcut } from '../field-shortcuts.ts'
import { CalendarMaker } from './CalendarMaker.tsx'
import { JobList } from './JobList.tsx'
import { JobStates } from './JobStates.tsx'
import './JobsView.css'
import { LinkedJob } from './LinkedJob.tsx'

/** The jobs, newest first. The URL has the state filter and the open job. */
export function JobsView() {
  const [search, setSearch] = useSearchParams()
  const state = calendarJobStates.find(state => state === search.get('state'))
  const openId = search.get('job') ?? undefined
  useTodosShortcut('n')
  useTodosShortcut('/')

  function open(id: string | undefined) {
    setSearch(
      search => {
        if (id === undefined) search.delete('job')
        else search.set('job', id)
        return search
      },
      { replace: true },
    )
  }

  return (
    <div className="beside-maker">
      <h1>Jobs</h1>
      <CalendarMaker />
      <div className="stack beside-maker-main">
        <JobStates shown={state} />
        <LinkedJob id={openId} state={state} onOpen={open} />
        <JobList key={state} state={state} openId={openId} onOpen={open} />
      </div>
    </div>
  )
}
