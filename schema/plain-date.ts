import { z } from 'zod'
import { firstYear, type Instant, lastYear, parseInstant, readInstant } from './instant.ts'

/** A day of the calendar, in no time zone: `2030-01-02`. */
export type PlainDate = string

/** `2030-01-02`, or an instant. */
export type DateOrInstant = string

const notation = /^\d{4}-\d{2}-\d{2}$/

export const isPlainDate = (value: string): boolean => notation.test(value)

/** Accepts days that exist, of the years that `parseInstant` accepts. A zod transform: anything else becomes an issue. */
export function parsePlainDate(value: string, context: z.RefinementCtx): PlainDate {
  if (isPlainDate(value) && readInstant(value) !== undefined) return value
  context.addIssue({
    code: 'custom',
    message: `must be a date such as 2030-01-02, years ${firstYear} to ${lastYear}`,
    input: value,
  })
  return z.NEVER
}

/** A date as it is, anything else as an instant: see `parseInstant`. */
export const parseDateOrInstant = (value: string, context: z.RefinementCtx): DateOrInstant =>
  isPlainDate(value) ? parsePlainDate(value, context) : parseInstant(value, context)

/** The first moment of a date in a time zone; an instant stays what it is. */
export const toInstant = (value: DateOrInstant, timeZone: string): Instant =>
  isPlainDate(value) ? Temporal.PlainDate.from(value).toZonedDateTime(timeZone).toInstant().toString() : value
