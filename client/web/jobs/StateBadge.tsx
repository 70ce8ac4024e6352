import type { CalendarJobState } from '../../../schema/calendar-job.ts'
import { stateWords } from './describe-job.ts'
import './StateBadge.css'

/** In words for people, and for whoever reads logs in Celery's. */
export function StateBadge({ state, attempt }: { state: CalendarJobState; attempt: number }) {
  const title = attempt > 1 ? `${state}, attempt ${attempt}` : state
  return (
    <span className={`state-badge ${state.toLowerCase()}`} title={title}>
      {stateWords[state]}
    </span>
  )
}
