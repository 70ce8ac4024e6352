import type { PlainDate } from '../../schema/plain-date.ts'
import { addDays, daysBetween } from './day.ts'
import { toLocalDay, toLocalTime } from './local-time.ts'
import { locale } from './locale.ts'
import { t } from './messages/time.ts'
import { pageTimeZone } from './page-time-zone.ts'

const minuteMs = 60_000
const hourMs = 60 * minuteMs
const dayMs = 24 * hourMs

const format = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(locale, options)
/** For dates, which are parsed as midnight in UTC: no time zone may shift them. */
const formatUtc = (options: Intl.DateTimeFormatOptions) => format({ ...options, timeZone: 'UTC' })

/** For instants, in the page's time zone. */
function formatLocal(options: Intl.DateTimeFormatOptions): (at: Date) => string {
  const formats = new Map<string, Intl.DateTimeFormat>()
  return at => {
    const timeZone = pageTimeZone()
    const known = formats.get(timeZone) ?? format({ ...options, timeZone })
    formats.set(timeZone, known)
    return known.format(at)
  }
}

const hasTwelveHours = format({ hour: 'numeric' }).resolvedOptions().hour12
const timeOfDay = formatLocal({ hour: 'numeric', minute: '2-digit' })
const hour = formatLocal({ hour: 'numeric' })

const weekday = formatUtc({ weekday: 'short' })
const day = formatUtc({ weekday: 'short', day: 'numeric', month: 'short' })
const dayOfOtherYear = formatUtc({ weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' })
const exactDay = formatUtc({ dateStyle: 'full' })
const longDay = formatUtc({ weekday: 'long', day: 'numeric', month: 'long' })
const weekdayName = formatUtc({ weekday: 'long' })
const dayOfYear = formatUtc({ day: 'numeric', month: 'long' })

/** `5 pm`, `5:30 pm`; `17:00` where an hour alone would say nothing. */
export const formatTime = (at: Date): string =>
  hasTwelveHours && toLocalTime(at).endsWith(':00') ? hour(at) : timeOfDay(at)

/** `Fri 27 Nov`, with the year when it is another one. */
export const formatDate = (at: Date, now: Date): string => formatDay(toLocalDay(at), toLocalDay(now))

/** `Fri 27 Nov`, with the year when it is not that of `today`. */
export const formatDay = (date: PlainDate, today?: PlainDate) =>
  (date.slice(0, 4) === today?.slice(0, 4) ? day : dayOfOtherYear).format(Date.parse(date))

/** With seconds and the time zone. */
export const formatExact = formatLocal({ dateStyle: 'full', timeStyle: 'long' })

/** With seconds. */
export const formatClock = formatLocal({ timeStyle: 'medium' })

/** `Friday 27 November 2026` */
export const formatExactDay = (date: PlainDate): string => exactDay.format(Date.parse(date))

/** `Friday 27 November` */
export const formatLongDay = (date: PlainDate): string => longDay.format(Date.parse(date))

/** `Fri` */
export const formatShortWeekday = (date: PlainDate): string => weekday.format(Date.parse(date))

/** `Friday` */
export const formatWeekday = (date: PlainDate): string => weekdayName.format(Date.parse(date))

const someMonday = '2001-01-01'
/** @param weekday 0 is Monday */
export const nameWeekday = (weekday: number): string => formatWeekday(addDays(someMonday, weekday))

/** `Mon` @param weekday 0 is Monday */
export const shortenWeekday = (weekday: number): string => formatShortWeekday(addDays(someMonday, weekday))

/** `27 November` */
export const formatDayOfYear = (date: PlainDate): string => dayOfYear.format(Date.parse(date))

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
  ({ '-1': t.yesterday, 0: t.today, 1: t.tomorrow })[days]

/**
 * `3 h`, `2 days`, `5 weeks`: calendar units from one day on. Uses the largest unit that fits at least twice, rounded down:
 * a todo that was due almost four years ago is overdue by 3 years.
 */
export function formatDistance(one: Date, other: Date): string {
  const [from, to] = one < other ? [one, other] : [other, one]
  const ms = to.getTime() - from.getTime()
  if (ms < hourMs) return t.minutes(Math.max(1, Math.floor(ms / minuteMs)))
  if (ms < dayMs) return t.hours(Math.floor(ms / hourMs))
  return formatDays(toLocalDay(from), toLocalDay(to))
}

/** `just now`, `3 h ago` */
export const formatAgo = (at: Date, now: Date): string =>
  now.getTime() - at.getTime() < minuteMs ? t.justNow : t.ago(formatDistance(at, now))

/** `2 days`, `5 weeks`; at least a day. `from` is the earlier one. */
export function formatDays(from: PlainDate, to: PlainDate): string {
  const months = monthsBetween(from, to)
  if (months >= 24) return t.years(Math.floor(months / 12))
  if (months >= 2) return t.months(months)
  const days = Math.max(1, daysBetween(from, to))
  return days >= 14 ? t.weeks(Math.floor(days / 7)) : t.days(days)
}

/** Whole calendar months: on 28 February no month has passed since 31 January. */
function monthsBetween(from: PlainDate, to: PlainDate): number {
  const [[fromYear, fromMonth, fromDate], [toYear, toMonth, toDate]] = [split(from), split(to)]
  return (toYear - fromYear) * 12 + (toMonth - fromMonth) - (toDate < fromDate ? 1 : 0)
}

const split = (date: PlainDate) => date.split('-').map(Number) as [number, number, number]
