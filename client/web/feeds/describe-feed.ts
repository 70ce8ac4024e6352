import type { List } from '../lists/all-lists.ts'
import { t } from '../messages/contents.ts'
import { printFilter } from '../todos/print-filter.ts'
import type { Feed } from './feeds-queries.ts'
import { locale } from '../locale.ts'

type Options = Feed['options']

const oneMinute = { unit: 'minute', minutes: 1 } as const
const minutesIn = [{ unit: 'day', minutes: 1440 }, { unit: 'hour', minutes: 60 }, oneMinute] as const

/** The contents of a feed, in a few words each. */
export function describeFeed(
  { options, window }: Pick<Feed, 'options' | 'window'>,
  lists: readonly List[],
): string[] {
  const filter = printFilter(options, lists)
  return [
    filter === '' ? t.allTodos : t.only(filter),
    t.completed[options.completed],
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
    options.component === 'vtodo' ? t.components.vtodo : describeEvents(options),
    describeAlarms(options.alarms),
    t.overdue[options.overdue],
    options.timeForm === 'floating' ? t.floating : '',
  ].filter(words => words !== '')

function describeEvents({ component, shape, durationMinutes }: EntryOptions): string {
  const events = t.components[component]
  return shape === 'allday' ? t.allDay(events) : t.timed(toLength(durationMinutes), events, shape)
}

function describeAlarms(alarms: number[]): string {
  if (alarms.length === 0) return ''
  return t.reminders(alarms.map(minutes => (minutes === 0 ? t.atDeadline : t.before(toDuration(minutes)))))
}

/** A window that moves with the days. */
function describeWindow({ daysBack, daysAhead }: NonNullable<Feed['window']>): string {
  const from = daysBack === 0 ? t.today : t.daysAgo(daysBack ?? 0)
  const until = daysAhead === 0 ? t.today : t.daysFromNow(daysAhead ?? 0)
  if (daysBack === null) return t.dueUntil(until)
  if (daysAhead === null) return t.dueFrom(from)
  return from === until ? t.dueOn(from) : t.dueFromTo(from, until)
}

function describeRange({ from, to, timeZone }: Options): string {
  if (!from && !to) return ''
  return t.range([...(from ? [t.from(toBound(from, timeZone))] : []), ...(to ? [toEnd(to, timeZone)] : [])])
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
  if (!isMidnight(instant, timeZone)) return t.earlierThan(toBound(instant, timeZone))
  const last = new Date(Date.parse(instant) - 1)
  return t.until(last.toLocaleDateString(locale, { dateStyle: 'medium', timeZone }))
}

const isMidnight = (instant: string, timeZone: string): boolean =>
  new Date(instant).toLocaleTimeString('en', { timeStyle: 'medium', hourCycle: 'h23', timeZone }) ===
  '00:00:00'

function toDuration(minutes: number): string {
  const { count, unit } = inLargestUnit(minutes)
  return t.durations[unit](count)
}

/** `30-minute`, before a noun. */
function toLength(minutes: number): string {
  const { count, unit } = inLargestUnit(minutes)
  return t.lengths[unit](count)
}

function inLargestUnit(minutes: number) {
  const { minutes: length, unit } =
    minutesIn.find(({ minutes: length }) => minutes % length === 0) ?? oneMinute
  return { count: minutes / length, unit }
}
