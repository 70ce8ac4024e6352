import { useQuery } from '@tanstack/react-query'
import { type CalendarJobState, calendarJobStates } from '../../../schema/calendar-job.ts'
import { t } from '../messages/jobs.ts'
import { urls } from '../urls.ts'
import { FilterLink } from '../ui/FilterLink.tsx'
import { jobCounts } from './jobs-queries.ts'

type CountName = Lowercase<CalendarJobState>

/** Filters by state; states without a job are left out. */
export function JobStates({ shown }: { shown: CalendarJobState | undefined }) {
  const { data: counts } = useQuery(jobCounts)
  const countOf = (state: CalendarJobState) => counts?.[state.toLowerCase() as CountName]
  const states = calendarJobStates.filter(state => state === shown || (countOf(state) ?? 0) > 0)
  if (states.length === 0) return null
  return (
    <nav className="job-states" aria-label={t.byState}>
      <FilterLink name={t.all} count={counts?.total} isCurrent={shown === undefined} to={urls.exports} />
      {states.map(state => (
        <FilterLink
          key={state}
          name={t.filters[state]}
          count={countOf(state)}
          isCurrent={shown === state}
          to={`${urls.exports}?state=${state}`}
        />
      ))}
    </nav>
  )
}
