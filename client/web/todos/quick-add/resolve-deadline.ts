import { Temporal } from 'temporal-polyfill'

export type Deadline = { on: string } | { at: string }

/** `isWeekday`: the next one is as good as this one. */
export type Day = { date: Temporal.PlainDate; isWeekday: boolean }

export type TimeOfDay = {
  /** 24 is the midnight at the end of the day. */
  hour: number
  minute: number
  /** The evening may be meant. */
  isBare: boolean
  /** A part of the day, such as `tonight`. */
  isVague: boolean
  isEndOfDay: boolean
  offsetMinutes: number | undefined
}

/** The day itself, or the first such weekday that is not before another day. */
export function onOrAfter(first: Temporal.PlainDate, { date, isWeekday }: Day): Temporal.PlainDate {
  const days = isWeekday ? date.until(first).days : 0
  return days > 0 ? date.add({ days: 7 * Math.ceil(days / 7) }) : date
}

/** A day without a time is a date. A time without a day is the next such time. */
export function resolveDeadline(
  { day, time }: { day: Day | undefined; time: TimeOfDay | undefined },
  now: Temporal.ZonedDateTime,
): Deadline {
  const today = now.toPlainDate()
  const date = day?.date ?? today
  if (!time || time.isEndOfDay) return { on: date.toString() }
  const isComing = (at: Temporal.Instant) => Temporal.Instant.compare(at, now.toInstant()) > 0
  const at = toInstant(date, time, now)
  if (isComing(at)) return { at: at.toString() }
  if (day?.isWeekday) return { at: toInstant(date.add({ days: 7 }), time, now).toString() }
  if (!day && !time.isVague) return { at: toInstant(date.add({ days: 1 }), time, now).toString() }
  if (!date.equals(today)) return { at: at.toString() }
  // `today at 9` in the afternoon. Of a day that was named, only the day is left when its time has passed.
  const evening = toInstant(date, { ...time, hour: time.hour + 12 }, now)
  return time.isBare && isComing(evening) ? { at: evening.toString() } : { on: date.toString() }
}

/** Skipped times are moved past the change of the clocks; of repeated ones, the first is meant. */
export function toInstant(
  date: Temporal.PlainDate,
  { hour, minute, offsetMinutes }: TimeOfDay,
  { timeZoneId }: Temporal.ZonedDateTime,
): Temporal.Instant {
  const day = date.add({ days: Math.floor(hour / 24) })
  const plainTime = Temporal.PlainTime.from({ hour: hour % 24, minute })
  if (offsetMinutes === undefined) return day.toZonedDateTime({ timeZone: timeZoneId, plainTime }).toInstant()
  return day.toZonedDateTime({ timeZone: 'UTC', plainTime }).subtract({ minutes: offsetMinutes }).toInstant()
}
