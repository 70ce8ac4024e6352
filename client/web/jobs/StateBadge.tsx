import type { CalendarJobState } from '../../../schema/calendar-job.ts'
import { stateWords } from './describe-job.ts'
import './StateBadge.css'

/** The state in plain words; its title has the API's name. */
export function StateBadge({ state, attempt }: { state: CalendarJobState; attempt: number }) {
  const title = attempt > 1 ? `${state}, attempt ${attempt}` : state
  return (
    <span className={`state-badge ${state.toLowerCase()}`} title={title}>
      {stateWords[state]}
    </span>
  )
}
