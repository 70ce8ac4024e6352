import type { CalendarJobState } from '../../../schema/calendar-job.ts'
import { stateWords } from './describe-job.ts'
import './StateBadge.css'

/** The state in plain words; its title has the API's name. */
export const StateBadge = ({ state }: { state: CalendarJobState }) => (
  <span className={`state-badge ${state.toLowerCase()}`} title={state}>
    {stateWords[state]}
  </span>
)
