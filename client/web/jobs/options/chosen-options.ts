import type { CalendarJob } from '../../../create-client.ts'
import { startOfDay } from '../../local-time.ts'
import type { OptionsInput } from '../change-job-queries.ts'

type Options = CalendarJob['options']

/** The state of the form: texts as typed, days in local time. */
export type ChosenOptions = Pick<
  Options,
  'component' | 'shape' | 'alarms' | 'completed' | 'overdue' | 'timeForm' | 'uid'
> & {
  timeZone: string
  durationMinutes: string
  /** The first and the last day of the range, in the browser's time zone. */
  firstDay: string
  lastDay: string
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
  timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
  durationMinutes: '30',
  firstDay: '',
  lastDay: '',
  name: '',
  color: '',
  description: '',
}

/** The number of options that differ from their default. */
export const countChosen = (chosen: ChosenOptions): number =>
  Object.entries(defaultOptions).filter(
    ([name, value]) => JSON.stringify(chosen[name as keyof ChosenOptions]) !== JSON.stringify(value),
  ).length

/** The API's options, without defaults. */
export function toOptionsInput(chosen: ChosenOptions): OptionsInput {
  const { component, shape, timeZone, durationMinutes, alarms } = chosen
  const isEvent = component !== 'vtodo'
  const isAllDay = isEvent && shape === 'allday'
  return {
    ...(component !== 'vevent' && { component }),
    ...(isEvent && shape !== 'start' && { shape }),
    ...(isAllDay && { timeZone: timeZone.trim() }),
    ...(isEvent &&
      !isAllDay &&
      durationMinutes.trim() !== '30' && { durationMinutes: Number(durationMinutes || NaN) }),
    ...(alarms.length > 0 && { alarms }),
    ...(chosen.completed !== 'include' && { completed: chosen.completed }),
    ...(chosen.overdue !== 'keep' && { overdue: chosen.overdue }),
    ...(chosen.firstDay !== '' && { from: toInstant(chosen.firstDay, 0) }),
    ...(chosen.lastDay !== '' && { to: toInstant(chosen.lastDay, 1) }),
    ...(chosen.name.trim() !== '' && { name: chosen.name.trim() }),
    ...(chosen.color !== '' && { color: chosen.color }),
    ...(chosen.description.trim() !== '' && { description: chosen.description.trim() }),
    ...(chosen.timeForm !== 'utc' && { timeForm: chosen.timeForm }),
    ...(chosen.uid !== 'global' && { uid: chosen.uid }),
  }
}

/** Local midnight at the start of a day, or `days` later. */
function toInstant(day: string, daysLater: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  const midnight = new Date(2000, month - 1, date)
  // The constructor maps years below 100 to the twentieth century.
  midnight.setFullYear(year, month - 1, date)
  return startOfDay(midnight, daysLater).toISOString()
}
