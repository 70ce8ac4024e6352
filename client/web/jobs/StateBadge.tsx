import type { CalendarJobState } from '../../../schema/calendar-job.ts'
import { t } from '../messages/jobs.ts'
import './StateBadge.css'

/** The state in plain words; its title has the API's name. */
export const StateBadge = ({ state }: { state: CalendarJobState }) => (
  <span className={`state-badge ${state.toLowerCase()}`} title={state}>
    {t.states[state]}
  </span>
)
