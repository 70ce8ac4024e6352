import { z } from 'zod'

// Of names without a slash only these two: ICU takes `IST` and `ACT` for some zone, but not for everybody's.
const notation = /^(?:UTC|GMT|[a-z]+(?:\/[\w+-]+)+)$/i

/** The name of a time zone of IANA's, as it was written. */
export const timeZone = z
  .string('must be a string')
  .refine(isTimeZone, 'must be the name of a time zone, such as Australia/Brisbane or UTC')

/** Whether all that computes with zones knows this one: `Intl` takes some of ICU's names that `Temporal` does not. */
function isTimeZone(name: string): boolean {
  return notation.test(name) && findPrimaryName(name) !== undefined && isTemporalZone(name)
}

function isTemporalZone(name: string): boolean {
  // Not every browser has it; the server, which has it, checks again.
  if (!('Temporal' in globalThis)) return true
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(name)
    return true
  } catch {
    return false
  }
}

function findPrimaryName(name: string): string | undefined {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone
  } catch {
    return undefined
  }
}

/**
 * A zone that was stored, as one that can be computed with: itself, or the zone that its name is a link to. An earlier
 * release, or another list of zones, took more names than this one.
 *
 * @returns undefined when there is none
 */
export function resolveTimeZone(stored: string): string | undefined {
  if (isTemporalZone(stored)) return stored
  const primary = findPrimaryName(stored)
  return primary !== undefined && isTemporalZone(primary) ? primary : undefined
}
