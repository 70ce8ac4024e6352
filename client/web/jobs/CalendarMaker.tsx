import { useQuery } from '@tanstack/react-query'
import { describeError } from '../describe-error.ts'
import { JobCard } from './JobCard.tsx'
import { newestJob, useMakeCalendar } from './jobs-queries.ts'

/** Makes a calendar of the todos, and shows how far the newest one is. */
export function CalendarMaker() {
  const { data: job } = useQuery(newestJob)
  const { mutate, isPending, error } = useMakeCalendar()
  return (
    <section className="card stack" aria-label="Make a calendar">
      <button
        className="button primary"
        type="button"
        disabled={isPending}
        onClick={() => mutate(crypto.randomUUID())}
      >
        Make a calendar
      </button>
      {error && (
        <p className="problem" role="alert">
          {describeError(error).message}
        </p>
      )}
      {job && <JobCard job={job} />}
    </section>
  )
}
