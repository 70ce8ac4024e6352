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

/** With seconds and the time zone. */
export const formatExact = (at: Date): string => exact.format(at)

/** `Today 5 pm`, `Fri 5 pm`, `Fri 27 Nov, 5 pm`. */
export function formatWhen(at: Date, now: Date): string {
  const days = daysBetween(now, at)
  const near = { '-1': 'Yesterday', 0: 'Today', 1: 'Tomorrow' }[days]
  if (near !== undefined) return `${near} ${formatTime(at)}`
  const day = days > 0 && days < 7 ? weekday.format(at) : `${formatDate(at, now)},`
  return `${day} ${formatTime(at)}`
}

/** Counts calendar days: a day can have 23 or 25 hours. */
const daysBetween = (from: Date, to: Date): number => (midnightOf(to) - midnightOf(from)) / dayMs

const midnightOf = (at: Date) => Date.UTC(at.getFullYear(), at.getMonth(), at.getDate())

/** Whole calendar months: on 28 February no month has passed since 31 January. */
const monthsBetween = (from: Date, to: Date): number =>
  (to.getFullYear() - from.getFullYear()) * 12 +
  (to.getMonth() - from.getMonth()) -
  (to.getDate() < from.getDate() ? 1 : 0)

const count = (number: number, unit: string) => `${number} ${unit}${number === 1 ? '' : 's'}`

/**
 * `3 h`, `2 days`, `5 weeks`: calendar units from one day on. Uses the largest unit that fits at least twice, rounded down:
 * a todo that was due almost four years ago is overdue by 3 years.
 */
export function formatDistance(one: Date, other: Date): string {
  const [from, to] = one < other ? [one, other] : [other, one]
  const ms = to.getTime() - from.getTime()
  if (ms < hourMs) return `${Math.max(1, Math.floor(ms / minuteMs))} min`
  if (ms < dayMs) return `${Math.floor(ms / hourMs)} h`
  const months = monthsBetween(from, to)
  if (months >= 24) return count(Math.floor(months / 12), 'year')
  if (months >= 2) return count(months, 'month')
  const days = Math.max(1, daysBetween(from, to))
  return days >= 14 ? count(Math.floor(days / 7), 'week') : count(days, 'day')
}
