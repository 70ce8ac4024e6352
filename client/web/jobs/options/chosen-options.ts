import type { CalendarJob } from '../../../create-client.ts'
import { startOfDay } from '../../local-time.ts'
import type { WantedOptions } from '../change-job-queries.ts'

type Options = CalendarJob['options']

/** What stands in the form: texts as they are typed, days as a person has them. */
export type ChosenOptions = Pick<
  Options,
  'component' | 'shape' | 'alarms' | 'completed' | 'overdue' | 'timeForm' | 'uid'
> & {
  timeZone: string
  durationMinutes: string
  /** The first and the last day of the range, in the person's zone. */
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

/** How many are not as they are by default. */
export const countChosen = (chosen: ChosenOptions): number =>
  Object.entries(defaultOptions).filter(
    ([name, value]) => JSON.stringify(chosen[name as keyof ChosenOptions]) !== JSON.stringify(value),
  ).length

/** In the words of the doors, without what is as it is by default. */
export function toWantedOptions(chosen: ChosenOptions): WantedOptions {
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

/** The midnight with which a day begins, or a later one, where the person is. */
function toInstant(day: string, daysLater: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  const midnight = new Date(2000, month - 1, date)
  // The constructor takes years below 100 for those of the twentieth century.
  midnight.setFullYear(year, month - 1, date)
  return startOfDay(midnight, daysLater).toISOString()
}
