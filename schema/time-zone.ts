import { z } from 'zod'

// Of names without a slash only these two: ICU takes `IST` and `ACT` for some zone, but not for everybody's.
const notation = /^(?:UTC|GMT|[a-z]+(?:\/[\w+-]+)+)$/i

/** The name of a time zone of IANA's, as it was written. */
export const timeZone = z
  .string('must be a string')
  .refine(isTimeZone, 'must be the name of a time zone, such as Australia/Brisbane or UTC')

function isTimeZone(name: string): boolean {
  if (!notation.test(name)) return false
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).format(0) !== ''
  } catch {
    return false
  }
}
