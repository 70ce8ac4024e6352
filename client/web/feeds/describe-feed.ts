import type { Feed } from './feeds-queries.ts'

type Options = Feed['options']

const components = { vevent: 'Events', vtodo: 'Tasks', both: 'Events and tasks' }
const shapes = {
  start: 'that start at the deadline',
  end: 'that end at the deadline',
  allday: 'that last all day',
}
const minutesIn = [
  { unit: 'day', minutes: 1440 },
  { unit: 'hour', minutes: 60 },
  { unit: 'minute', minutes: 1 },
]

/** The contents of a feed, in a few words each. */
export function describeFeed({ options, window }: Pick<Feed, 'options' | 'window'>): string[] {
  const { component, completed, overdue, alarms } = options
  return [
    component === 'vtodo' ? components.vtodo : `${components[component]} ${describeShape(options)}`,
    completed === 'exclude' ? 'open todos only' : completed === 'only' ? 'completed todos only' : '',
    overdue === 'drop' ? 'overdue excluded' : '',
    window ? describeWindow(window) : describeRange(options),
    alarms.length > 0 ? `alarms ${alarms.map(toDuration).join(', ')} before` : '',
    options.timeForm === 'floating' ? 'fixed clock time' : '',
  ].filter(words => words !== '')
}

function describeShape({ shape, timeZone, durationMinutes }: Options): string {
  if (shape === 'allday') return `${shapes.allday} (${timeZone})`
  return `of ${toDuration(durationMinutes)} ${shapes[shape]}`
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

function toDuration(minutes: number): string {
  if (minutes === 0) return count(0, 'minute')
  const fitting = minutesIn.find(({ minutes: length }) => minutes % length === 0)
  return fitting ? count(minutes / fitting.minutes, fitting.unit) : count(minutes, 'minute')
}

const count = (number: number, unit: string) => `${number} ${unit}${number === 1 ? '' : 's'}`
