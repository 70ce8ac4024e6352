import type { List } from '../lists/all-lists.ts'
import { printFilter } from '../todos/print-filter.ts'
import type { Feed } from './feeds-queries.ts'
import { locale } from '../locale.ts'

type Options = Feed['options']

const components = { vevent: 'events', vtodo: 'tasks', both: 'events and tasks' }
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
  const { completed } = options
  return [
    filter === '' ? 'All todos' : `Only ${filter}`,
    completed === 'exclude' ? 'open todos only' : completed === 'only' ? 'completed todos only' : '',
    window ? describeWindow(window) : describeRange(options),
    ...describeEntries(options),
  ].filter(words => words !== '')
}

type EntryOptions = Pick<
  Options,
  'component' | 'shape' | 'durationMinutes' | 'alarms' | 'overdue' | 'timeForm'
>

/** How todos are written, in a few words each. */
export const describeEntries = (options: EntryOptions): string[] =>
  [
    options.component === 'vtodo' ? components.vtodo : describeEvents(options),
    describeAlarms(options.alarms),
    overdueWords[options.overdue],
    options.timeForm === 'floating' ? 'fixed clock time' : '',
  ].filter(words => words !== '')

function describeEvents({ component, shape, durationMinutes }: EntryOptions): string {
  const events = components[component]
  return shape === 'allday' ? `all-day ${events}` : `${toLength(durationMinutes)} ${events} ${shapes[shape]}`
}

function describeAlarms(alarms: number[]): string {
  if (alarms.length === 0) return ''
  const times = alarms.map(minutes => (minutes === 0 ? 'at the deadline' : `${toDuration(minutes)} before`))
  return `${alarms.length === 1 ? 'reminder' : 'reminders'} ${times.join(', ')}`
}

/** A window that moves with the days. */
function describeWindow({ daysBack, daysAhead }: NonNullable<Feed['window']>): string {
  const from = daysBack === 0 ? 'today' : `${toDays(daysBack ?? 0)} ago`
  const until = daysAhead === 0 ? 'today' : `${toDays(daysAhead ?? 0)} from now`
  if (daysBack === null) return `due until ${until}`
  if (daysAhead === null) return `due from ${from}`
  return from === until ? `due ${from}` : `due from ${from} to ${until}`
}

function describeRange({ from, to, timeZone }: Options): string {
  if (!from && !to) return ''
  return ['due', from && `from ${toBound(from, timeZone)}`, to && toEnd(to, timeZone)]
    .filter(Boolean)
    .join(' ')
}

/** A day, or a time when it is not the beginning of a day. */
const toBound = (instant: string, timeZone: string): string =>
  new Date(instant).toLocaleString(locale, {
    dateStyle: 'medium',
    ...(!isMidnight(instant, timeZone) && { timeStyle: 'short' }),
    timeZone,
  })

/** The end of a range is exclusive: the beginning of a day means the day before. */
function toEnd(instant: string, timeZone: string): string {
  if (!isMidnight(instant, timeZone)) return `before ${toBound(instant, timeZone)}`
  const last = new Date(Date.parse(instant) - 1)
  return `until ${last.toLocaleDateString(locale, { dateStyle: 'medium', timeZone })}`
}

const isMidnight = (instant: string, timeZone: string): boolean =>
  new Date(instant).toLocaleTimeString('en', { timeStyle: 'medium', hourCycle: 'h23', timeZone }) ===
  '00:00:00'

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
