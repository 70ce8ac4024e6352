import { useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import { type CalendarJobState, calendarJobStates } from '../../../schema/calendar-job.ts'
import { urls } from '../urls.ts'
import { formatCount } from '../locale.ts'
import { jobCounts } from './jobs-queries.ts'

const names = {
  PENDING: 'Queued',
  STARTED: 'Running',
  RETRY: 'Retrying',
  SUCCESS: 'Ready',
  FAILURE: 'Failed',
  REVOKED: 'Cancelled',
} satisfies Record<CalendarJobState, string>

type CountName = Lowercase<CalendarJobState>

/** Filters by state; states without a job are left out. */
export function JobStates({ shown }: { shown: CalendarJobState | undefined }) {
  const { data: counts } = useQuery(jobCounts)
  const countOf = (state: CalendarJobState) => counts?.[state.toLowerCase() as CountName]
  const states = calendarJobStates.filter(state => state === shown || (countOf(state) ?? 0) > 0)
  if (states.length === 0) return null
  return (
    <nav className="job-states" aria-label="Files by state">
      <StateLink name="All" count={counts?.total} isShown={shown === undefined} to={urls.exports} />
      {states.map(state => (
        <StateLink
          key={state}
          name={names[state]}
          count={countOf(state)}
          isShown={shown === state}
          to={`${urls.exports}?state=${state}`}
        />
      ))}
    </nav>
  )
}

type LinkProps = { name: string; count: number | undefined; isShown: boolean; to: string }

function StateLink({ name, count, isShown, to }: LinkProps) {
  return (
    <Link to={to} aria-current={isShown ? 'page' : undefined}>
      {name} <span className="job-count">{count === undefined ? '' : formatCount(count)}</span>
    </Link>
  )
}
