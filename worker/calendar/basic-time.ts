import { formatDate } from 'ical-generator'
import { dayMs } from '../../core/recurrence/expand-days.ts'

const maxDates = 10_000

const dates = new Map<number, string>()
const twoDigits = Array.from({ length: 60 }, (_, n) => String(n).padStart(2, '0'))

/** Formats the date of a moment in UTC (RFC 5545 section 3.3.4). Many todos share a day, so dates are cached. */
export function toBasicDate(moment: Date): string {
  const day = Math.floor(moment.getTime() / dayMs)
  const cached = dates.get(day)
  if (cached !== undefined) return cached
  if (dates.size === maxDates) dates.clear()
  const date = formatDate(null, moment, true)
  dates.set(day, date)
  return date
}

/** Formats a moment in UTC to the second (RFC 5545 section 3.3.5), without the `Z`. */
export function toBasicTime(moment: Date): string {
  const ms = moment.getTime()
  const secondOfDay = Math.floor((ms - Math.floor(ms / dayMs) * dayMs) / 1000)
  const minuteOfDay = Math.floor(secondOfDay / 60)
  return `${toBasicDate(moment)}T${twoDigits[Math.floor(minuteOfDay / 60)]}${twoDigits[minuteOfDay % 60]}${twoDigits[secondOfDay % 60]}`
}

/**
 * Returns a function that finds the date of a moment in a time zone, as midnight in UTC. Future years use today's rules of
 * daylight saving time.
 */
export function createDateReader(timeZone: string): (moment: Date) => Date {
  let format: Intl.DateTimeFormat | undefined
  return moment => {
    // The Swedish locale formats dates as ISO 8601 does. Opened when needed: it takes longer than writing ten events.
    format ??= new Intl.DateTimeFormat('sv-SE', { timeZone, calendar: 'gregory', dateStyle: 'short' })
    return new Date(format.format(moment))
  }
}

/**
 * Returns a function that finds the last millisecond of a date in a time zone.
 *
 * @param date as its midnight in UTC
 */
export function createDayEndReader(timeZone: string): (date: Date) => number {
  const ends = new Map<number, number>()
  return date => {
    const ms = date.getTime()
    const known = ends.get(ms)
    if (known !== undefined) return known
    if (ends.size === maxDates) ends.clear()
    const next = Temporal.PlainDate.from(date.toISOString().slice(0, 10)).add({ days: 1 })
    const end = next.toZonedDateTime(timeZone).epochMilliseconds - 1
    ends.set(ms, end)
    return end
  }
}

export const nextDate = (date: Date): Date => new Date(date.getTime() + dayMs)
export const previousDate = (date: Date): Date => new Date(date.getTime() - dayMs)
