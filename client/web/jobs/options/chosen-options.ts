import type { CalendarJob } from '../../../create-client.ts'
import { addDays } from '../../day.ts'
import type { OptionsInput } from '../change-job-queries.ts'

type Options = CalendarJob['options']

/** The state of the form: texts as typed. */
export type ChosenOptions = Pick<
  Options,
  'component' | 'shape' | 'alarms' | 'completed' | 'overdue' | 'timeForm' | 'uid'
> & {
  /** Which todos, in the filter language; empty means all. */
  filter: string
  /** Empty means that of the settings. */
  timeZone: string
  durationMinutes: string
  /** The first and the last day of the range. */
  firstDay: string
  lastDay: string
  /** The days of a feed before and after today; empty means no bound. */
  daysBack: string
  daysAhead: string
  name: string
  color: string
  description: string
}

export const defaultOptions: ChosenOptions = {
  component: 'vevent',
  shape: 'start',
  alarms: [],
  completed: 'include',
  overdue: 'keep',
  timeForm: 'utc',
  uid: 'global',
  filter: '',
  timeZone: '',
  durationMinutes: '30',
  firstDay: '',
  lastDay: '',
  daysBack: '',
  daysAhead: '',
  name: '',
  color: '',
  description: '',
}

/** The API's options, without defaults. */
export function toOptionsInput(chosen: ChosenOptions): OptionsInput {
  const { component, shape, timeZone, durationMinutes, alarms } = chosen
  const isEvent = component !== 'vtodo'
  const isAllDay = isEvent && shape === 'allday'
  return {
    ...(chosen.filter.trim() !== '' && { filter: chosen.filter.trim() }),
    ...(component !== 'vevent' && { component }),
    ...(isEvent && shape !== 'start' && { shape }),
    ...(timeZone.trim() !== '' && { timeZone: timeZone.trim() }),
    ...(isEvent &&
      !isAllDay &&
      durationMinutes.trim() !== '30' && { durationMinutes: Number(durationMinutes || NaN) }),
    ...(alarms.length > 0 && { alarms }),
    ...(chosen.completed !== 'include' && { completed: chosen.completed }),
    ...(chosen.overdue !== 'keep' && { overdue: chosen.overdue }),
    ...(chosen.firstDay !== '' && { from: chosen.firstDay }),
    ...(chosen.lastDay !== '' && { to: addDays(chosen.lastDay, 1) }),
    ...(chosen.name.trim() !== '' && { name: chosen.name.trim() }),
    ...(chosen.color !== '' && { color: chosen.color }),
    ...(chosen.description.trim() !== '' && { description: chosen.description.trim() }),
    ...(chosen.timeForm !== 'utc' && { timeForm: chosen.timeForm }),
    ...(chosen.uid !== 'global' && { uid: chosen.uid }),
  }
}
