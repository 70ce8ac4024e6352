import { z } from 'zod'
import { type Instant, parseInstant } from './instant.ts'

/** A day of the calendar, in no time zone: `2030-01-02`. */
export type PlainDate = string

/** `2030-01-02`, or an instant. */
export type DateOrInstant = string

const notation = /^\d{4}-\d{2}-\d{2}$/

export const isPlainDate = (value: string): boolean => notation.test(value)

/** Accepts days that exist, of the years 1900 to 4500. A zod transform: anything else becomes an issue. */
export function parsePlainDate(value: string, context: z.RefinementCtx): PlainDate {
  const year = Number(value.slice(0, 4))
  if (isPlainDate(value) && exists(value) && year >= 1900 && year <= 4500) return value
  context.addIssue({
    code: 'custom',
    message: 'must be a date such as 2030-01-02, years 1900 to 4500',
    input: value,
  })
  return z.NEVER
}

/** `Date` turns 30 February into March. */
function exists(date: PlainDate): boolean {
  const ms = Date.parse(date)
  return !Number.isNaN(ms) && new Date(ms).toISOString().startsWith(date)
}

/** A date as it is, anything else as an instant: see `parseInstant`. */
export const parseDateOrInstant = (value: string, context: z.RefinementCtx): DateOrInstant =>
  isPlainDate(value) ? parsePlainDate(value, context) : parseInstant(value, context)

/** The first moment of a date in a time zone; an instant stays what it is. */
export const toInstant = (value: DateOrInstant, timeZone: string): Instant =>
  isPlainDate(value) ? Temporal.PlainDate.from(value).toZonedDateTime(timeZone).toInstant().toString() : value
