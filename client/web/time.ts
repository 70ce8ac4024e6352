const minuteMs = 60_000
const hourMs = 60 * minuteMs
const dayMs = 24 * hourMs

const format = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(undefined, options)

const timeOfDay = format({ hour: 'numeric', minute: '2-digit' })
const hour = format({ hour: 'numeric' })
const weekday = format({ weekday: 'short' })
const date = format({ weekday: 'short', day: 'numeric', month: 'short' })
const dateOfOtherYear = format({ weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' })
const exact = format({ dateStyle: 'full', timeStyle: 'long' })

/** `5 pm`, `5:30 pm`; `17:00` where an hour alone would say nothing. */
export const formatTime = (at: Date): string =>
  at.getMinutes() === 0 && timeOfDay.resolvedOptions().hour12 ? hour.format(at) : timeOfDay.format(at)

/** `Fri 27 Nov`, with the year when it is another one. */
export const formatDate = (at: Date, now: Date): string =>
  (at.getFullYear() === now.getFullYear() ? date : dateOfOtherYear).format(at)

/** With the zone, for whoever wants to know. */
export const formatExact = (at: Date): string => exact.format(at)

/** `Today 5 pm`, `Fri 5 pm`, `Fri 27 Nov, 5 pm`. */
export function formatWhen(at: Date, now: Date): string {
  const days = daysBetween(now, at)
  const near = { '-1': 'Yesterday', 0: 'Today', 1: 'Tomorrow' }[days]
  if (near !== undefined) return `${near} ${formatTime(at)}`
  const day = days > 0 && days < 7 ? weekday.format(at) : `${formatDate(at, now)},`
  return `${day} ${formatTime(at)}`
}

/** By the calendar: a day may have 23 or 25 hours. */
const daysBetween = (from: Date, to: Date): number => (midnightOf(to) - midnightOf(from)) / dayMs

const midnightOf = (at: Date) => Date.UTC(at.getFullYear(), at.getMonth(), at.getDate())

const units = [
  { unit: 'year', days: 365, from: 730 },
  { unit: 'month', days: 30.4, from: 61 },
  { unit: 'week', days: 7, from: 14 },
  { unit: 'day', days: 1, from: 0 },
] as const

/** `3 h`, `2 days`, `5 weeks`: from a day on, as many days as the calendar has in between. */
export function formatDistance(one: Date, other: Date): string {
  const ms = Math.abs(other.getTime() - one.getTime())
  if (ms < hourMs) return `${Math.max(1, Math.round(ms / minuteMs))} min`
  if (ms < dayMs) return `${Math.round(ms / hourMs)} h`
  const between = Math.max(1, Math.abs(daysBetween(one, other)))
  const { unit, days } = units.find(({ from }) => between >= from) ?? units[3]
  const count = Math.round(between / days)
  return `${count} ${unit}${count === 1 ? '' : 's'}`
}
