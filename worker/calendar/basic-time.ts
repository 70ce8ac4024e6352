import { formatDate } from 'ical-generator'

const dayMs = 86_400_000
const maxDates = 10_000

const dates = new Map<number, string>()
const twoDigits = Array.from({ length: 60 }, (_, n) => String(n).padStart(2, '0'))

/** The date of a moment in UTC, as RFC 5545 section 3.3.4 writes it. Todos share their days, so each is printed once. */
export function toBasicDate(moment: Date): string {
  const day = Math.floor(moment.getTime() / dayMs)
  const known = dates.get(day)
  if (known !== undefined) return known
  if (dates.size === maxDates) dates.clear()
  const date = formatDate(null, moment, true)
  dates.set(day, date)
  return date
}

/** A moment in UTC to the second, as RFC 5545 section 3.3.5 writes it, without the `Z`. */
export function toBasicTime(moment: Date): string {
  const ms = moment.getTime()
  const secondOfDay = Math.floor((ms - Math.floor(ms / dayMs) * dayMs) / 1000)
  const minuteOfDay = Math.floor(secondOfDay / 60)
  return `${toBasicDate(moment)}T${twoDigits[Math.floor(minuteOfDay / 60)]}${twoDigits[minuteOfDay % 60]}${twoDigits[secondOfDay % 60]}`
}
