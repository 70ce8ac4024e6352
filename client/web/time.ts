import type { PlainDate } from '../../schema/plain-date.ts'
import { daysBetween } from './day.ts'
import { toLocalDay } from './local-time.ts'
import { locale } from './locale.ts'

const minuteMs = 60_000
const hourMs = 60 * minuteMs
const dayMs = 24 * hourMs

const format = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(locale, options)
/** For dates, which are parsed as midnight in UTC: no time zone may shift them. */
const formatUtc = (options: Intl.DateTimeFormatOptions) => format({ ...options, timeZone: 'UTC' })

const timeOfDay = format({ hour: 'numeric', minute: '2-digit' })
const hour = format({ hour: 'numeric' })
const exact = format({ dateStyle: 'full', timeStyle: 'long' })

const weekday = formatUtc({ weekday: 'short' })
const day = formatUtc({ weekday: 'short', day: 'numeric', month: 'short' })
const dayOfOtherYear = formatUtc({ weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' })
const exactDay = formatUtc({ dateStyle: 'full' })

/** `5 pm`, `5:30 pm`; `17:00` where an hour alone would say nothing. */
export const formatTime = (at: Date): string =>
  at.getMinutes() === 0 && timeOfDay.resolvedOptions().hour12 ? hour.format(at) : timeOfDay.format(at)

/** `Fri 27 Nov`, with the year when it is another one. */
export const formatDate = (at: Date, now: Date): string => formatDay(toLocalDay(at), toLocalDay(now))

/** `Fri 27 Nov`, with the year when it is another one. */
export const formatDay = (date: PlainDate, today: PlainDate) =>
  (date.slice(0, 4) === today.slice(0, 4) ? day : dayOfOtherYear).format(Date.parse(date))

/** With seconds and the time zone. */
export const formatExact = (at: Date): string => exact.format(at)

/** `Friday 27 November 2026` */
export const formatExactDay = (date: PlainDate): string => exactDay.format(Date.parse(date))

/** `Today`, `Fri 27 Nov`. */
export const formatWhenDay = (date: PlainDate, today: PlainDate): string =>
  nameNearDay(daysBetween(today, date)) ?? formatDay(date, today)

/** `Today 5 pm`, `Fri 5 pm`, `Fri 27 Nov, 5 pm`. */
export function formatWhen(at: Date, now: Date): string {
  const [date, today] = [toLocalDay(at), toLocalDay(now)]
  const days = daysBetween(today, date)
  const near = nameNearDay(days)
  if (near !== undefined) return `${near} ${formatTime(at)}`
  const name = days > 0 && days < 7 ? weekday.format(Date.parse(date)) : `${formatDay(date, today)},`
  return `${name} ${formatTime(at)}`
}

const nameNearDay = (days: number): string | undefined =>
  ({ '-1': 'Yesterday', 0: 'Today', 1: 'Tomorrow' })[days]

/**
 * `3 h`, `2 days`, `5 weeks`: calendar units from one day on. Uses the largest unit that fits at least twice, rounded down:
 * a todo that was due almost four years ago is overdue by 3 years.
 */
export function formatDistance(one: Date, other: Date): string {
  const [from, to] = one < other ? [one, other] : [other, one]
  const ms = to.getTime() - from.getTime()
  if (ms < hourMs) return `${Math.max(1, Math.floor(ms / minuteMs))} min`
  if (ms < dayMs) return `${Math.floor(ms / hourMs)} h`
  return formatDays(toLocalDay(from), toLocalDay(to))
}

/** `2 days`, `5 weeks`; at least a day. `from` is the earlier one. */
export function formatDays(from: PlainDate, to: PlainDate): string {
  const months = monthsBetween(from, to)
  if (months >= 24) return count(Math.floor(months / 12), 'year')
  if (months >= 2) return count(months, 'month')
  const days = Math.max(1, daysBetween(from, to))
  return days >= 14 ? count(Math.floor(days / 7), 'week') : count(days, 'day')
}

/** Whole calendar months: on 28 February no month has passed since 31 January. */
function monthsBetween(from: PlainDate, to: PlainDate): number {
  const [[fromYear, fromMonth, fromDate], [toYear, toMonth, toDate]] = [split(from), split(to)]
  return (toYear - fromYear) * 12 + (toMonth - fromMonth) - (toDate < fromDate ? 1 : 0)
}

const split = (date: PlainDate) => date.split('-').map(Number) as [number, number, number]

const count = (number: number, unit: string) => `${number} ${unit}${number === 1 ? '' : 's'}`
