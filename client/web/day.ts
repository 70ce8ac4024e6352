import type { Instant } from '../../schema/instant.ts'
import type { PlainDate } from '../../schema/plain-date.ts'

const dayMs = 86_400_000
const pad = (value: number, digits = 2) => String(value).padStart(digits, '0')

/** A computer can travel while the page is open. Reading the time zone takes as long as rendering a row. */
const timeZoneMs = 10_000
let readTimeZone = { timeZone: '', atMs: -Infinity }

export function browserTimeZone(): string {
  const atMs = performance.now()
  if (atMs - readTimeZone.atMs > timeZoneMs)
    readTimeZone = { timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone, atMs }
  return readTimeZone.timeZone
}

/** What day it is in a time zone. */
export const dayIn = (timeZone: string, at: Date): PlainDate => toDay(wallClock(timeZone, at.getTime()))

export function addDays(day: PlainDate, count: number): PlainDate {
  const [year = NaN, month = NaN, date = NaN] = day.split('-').map(Number)
  return toDay(new Date(0).setUTCFullYear(year, month - 1, date + count))
}

export const daysPerWeek = 7

/** The first day of a day's week. @param firstDayOfWeek 0 is Sunday */
export const startOfWeek = (day: PlainDate, firstDayOfWeek: number): PlainDate =>
  addDays(day, -((new Date(day).getUTCDay() - firstDayOfWeek + daysPerWeek) % daysPerWeek))

export const daysBetween = (from: PlainDate, to: PlainDate): number =>
  (Date.parse(to) - Date.parse(from)) / dayMs

/**
 * The first moment of a day in a time zone, as the server has it: where the clocks skip midnight, when they do; where
 * they repeat it, the second one.
 */
export function startOfDay(day: PlainDate, timeZone: string): Date {
  const { instants, skipped } = instantsOf(`${day}T00:00`, timeZone)
  return instants.at(-1) ?? skipped
}

/**
 * When clocks in a time zone show a time, `2026-11-27T17:00`: twice where they are put back, and never where they skip it.
 * `skipped` is that time then, moved past the change by the same distance.
 */
export function instantsOf(time: string, timeZone: string): { instants: Date[]; skipped: Date } {
  const wall = Date.parse(`${time}Z`)
  if (Number.isNaN(wall)) return { instants: [], skipped: new Date(NaN) }
  const offsetAt = (ms: number) => wallClock(timeZone, ms) - ms
  const [early, late] = [wall - offsetAt(wall - dayMs), wall - offsetAt(wall + dayMs)]
  return {
    instants: [...new Set([early, late])]
      .filter(at => wallClock(timeZone, at) === wall)
      .map(at => new Date(at)),
    skipped: new Date(early),
  }
}

/** What clocks in a time zone show, to the minute: `2026-11-27T17:00`. */
export function wallTime(timeZone: string, at: Date): string {
  const wall = wallClock(timeZone, at.getTime())
  const date = new Date(wall)
  return `${toDay(wall)}T${pad(date.getUTCHours())}:${pad(date.getUTCMinutes())}`
}

/** The last microsecond of a day in a time zone. */
export const endOfDay = (day: PlainDate, timeZone: string): Instant =>
  new Date(startOfDay(addDays(day, 1), timeZone).getTime() - 1).toISOString().replace('Z', '999Z')

/** The numbers of a date, written without toISOString, which throws for years that people can type. */
function toDay(utcMs: number): PlainDate {
  const date = new Date(utcMs)
  return [pad(date.getUTCFullYear(), 4), pad(date.getUTCMonth() + 1), pad(date.getUTCDate())].join('-')
}

const clocks = new Map<string, Intl.DateTimeFormat>()

/** What clocks in a time zone show, in milliseconds as if it were UTC. */
function wallClock(timeZone: string, at: number): number {
  const clock = clocks.get(timeZone) ?? createClock(timeZone)
  clocks.set(timeZone, clock)
  const parts = new Map(clock.formatToParts(at).map(({ type, value }) => [type, Number(value)]))
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? 0
  // Unlike the constructor and `Date.UTC`, it does not map years below 100 to the twentieth century.
  const day = new Date(0).setUTCFullYear(part('year'), part('month') - 1, part('day'))
  return day + (part('hour') * 3600 + part('minute') * 60 + part('second')) * 1_000
}

/** A zone that is too new for the browser counts as the browser's. */
function createClock(timeZone: string | undefined): Intl.DateTimeFormat {
  try {
    return new Intl.DateTimeFormat('en', {
      timeZone,
      calendar: 'gregory',
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    })
  } catch {
    return createClock(undefined)
  }
}

/** Whether the clocks of two zones show the same, now and on the first of the next months. */
export function hasSameClock(one: string, other: string, now: Date): boolean {
  const moments = Array.from({ length: 13 }, (_, n) =>
    n === 0 ? now.getTime() : Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + n, 1),
  )
  return moments.every(at => wallClock(one, at) === wallClock(other, at))
}
