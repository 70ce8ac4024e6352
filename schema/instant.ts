import { z } from 'zod'

const notation =
  /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?(Z|[+-]\d{2}:\d{2})?)?$/i

/** The years of deadlines, in UTC. */
export const firstYear = 1900
export const lastYear = 4500
const maxOffsetMinutes = 14 * 60

/**
 * An instant in RFC 3339, UTC, with six fraction digits when the microseconds are not zero:
 * `2030-01-02T03:04:05Z`, `2030-01-02T03:04:05.250000Z`. The same instant always has the same notation.
 */
export type Instant = string

/**
 * Parses a date, or a date and time separated by `T` or a space, with optional seconds and fraction, followed by nothing
 * (UTC), `Z` or an offset. Accepts the years 1900 to 4500 after conversion to UTC; cuts fractions to microseconds. A zod
 * transform: anything else becomes an issue.
 */
export function parseInstant(value: string, context: z.RefinementCtx): Instant {
  const instant = readInstant(value)
  if (instant !== undefined) return instant
  context.addIssue({
    code: 'custom',
    message: `must be a date and time such as 2030-01-02T03:04:05, years ${firstYear} to ${lastYear}`,
    input: value,
  })
  return z.NEVER
}

/** `parseInstant` outside of zod. @returns undefined for anything else */
export function readInstant(value: string): Instant | undefined {
  const match = notation.exec(value)
  if (!match) return undefined
  const [, year, month, day, hour = '00', minute = '00', second = '00', fraction = '', zone = 'Z'] = match
  const wallClock = `${year}-${month}-${day}T${hour}:${minute}:${second}`
  const wallClockMs = Date.parse(`${wallClock}Z`)
  // Date.parse turns 30 February into March and 24:00 into the next day; reject what it changes.
  if (Number.isNaN(wallClockMs) || !new Date(wallClockMs).toISOString().startsWith(wallClock))
    return undefined
  const offsetMinutes = readOffsetMinutes(zone)
  if (offsetMinutes === undefined) return undefined
  const utc = new Date(wallClockMs - offsetMinutes * 60_000)
  if (utc.getUTCFullYear() < firstYear || utc.getUTCFullYear() > lastYear) return undefined
  return formatInstant(utc.toISOString().slice(0, 19), fraction)
}

function readOffsetMinutes(zone: string): number | undefined {
  if (zone.toUpperCase() === 'Z') return 0
  const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(4, 6))
  if (Number(zone.slice(4, 6)) > 59 || minutes > maxOffsetMinutes) return undefined
  return zone.startsWith('-') ? -minutes : minutes
}

/** @param seconds `2030-01-02T03:04:05` in UTC @param fraction decimal digits, cut to microseconds */
export function formatInstant(seconds: string, fraction: string): Instant {
  const microseconds = fraction.slice(0, 6).padEnd(6, '0')
  return microseconds === '000000' ? `${seconds}Z` : `${seconds}.${microseconds}Z`
}
