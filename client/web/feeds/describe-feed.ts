import type { List } from '../lists/all-lists.ts'
import { printFilter } from '../todos/print-filter.ts'
import type { Feed } from './feeds-queries.ts'

type Options = Feed['options']

const components = { vevent: 'Events', vtodo: 'Tasks', both: 'Events and tasks' }
const overdueWords = { keep: '', drop: 'overdue excluded', today: 'overdue shown today' }
const shapes = {
  start: 'starting at the deadline',
  end: 'ending at the deadline',
}
const oneMinute = { unit: 'minute', minutes: 1 }
const minutesIn = [{ unit: 'day', minutes: 1440 }, { unit: 'hour', minutes: 60 }, oneMinute]

/** The contents of a feed, in a few words each. */
export function describeFeed(
  { options, window }: Pick<Feed, 'options' | 'window'>,
  lists: readonly List[],
): string[] {
  const filter = printFilter(options, lists)
  const { component, completed, overdue, alarms } = options
  return [
    filter === '' ? '' : `Only ${filter}`,
    component === 'vtodo' ? components.vtodo : describeEvents(options),
    completed === 'exclude' ? 'open todos only' : completed === 'only' ? 'completed todos only' : '',
    overdueWords[overdue],
    window ? describeWindow(window) : describeRange(options),
    describeAlarms(alarms),
    options.timeForm === 'floating' ? 'fixed clock time' : '',
  ].filter(words => words !== '')
}

function describeEvents({ component, shape, timeZone, durationMinutes }: Options): string {
  const events = components[component].toLowerCase()
  return shape === 'allday'
    ? `All-day ${events} (${timeZone})`
    : `${toLength(durationMinutes)} ${events} ${shapes[shape]}`
}

function describeAlarms(alarms: number[]): string {
  if (alarms.length === 0) return ''
  const times = alarms.map(minutes => (minutes === 0 ? 'at the deadline' : `${toDuration(minutes)} before`))
  return `${alarms.length === 1 ? 'reminder' : 'reminders'} ${times.join(', ')}`
}

/** A window that moves with the days. */
function describeWindow({ daysBack, daysAhead }: NonNullable<Feed['window']>): string {
  if (daysBack === null) return `due until ${toDays(daysAhead ?? 0)} from now`
  if (daysAhead === null) return `due from ${toDays(daysBack)} ago`
  return `due from ${toDays(daysBack)} ago to ${toDays(daysAhead)} from now`
}

function describeRange({ from, to }: Options): string {
  if (!from && !to) return 'all dates'
  return ['due', from && `from ${toDate(from)}`, to && `before ${toDate(to)}`].filter(Boolean).join(' ')
}

const toDate = (instant: string) =>
  new Date(instant).toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'short' })

const toDays = (days: number) => count(days, 'day')

const toDuration = (minutes: number) => count(...inLargestUnit(minutes))

/** `30-minute`, before a noun. */
const toLength = (minutes: number) => inLargestUnit(minutes).join('-')

function inLargestUnit(minutes: number): [number, string] {
  const { minutes: length, unit } =
    minutesIn.find(({ minutes: length }) => minutes % length === 0) ?? oneMinute
  return [minutes / length, unit]
}

const count = (number: number, unit: string) => `${number} ${unit}${number === 1 ? '' : 's'}`
