import { z } from 'zod'

// Only these two names without a slash: ICU accepts ambiguous ones such as `IST` and `ACT`.
const notation = /^(?:UTC|GMT|[a-z]+(?:\/[\w+-]+)+)$/i

/** The name of an IANA time zone, as the client wrote it. */
export const timeZone = z
  .string('must be a string')
  .refine(isTimeZone, 'must be the name of a time zone, such as Australia/Brisbane or UTC')

/** Whether both `Intl` and `Temporal` accept the zone: `Intl` accepts some ICU names that `Temporal` does not. */
function isTimeZone(name: string): boolean {
  return notation.test(name) && findPrimaryName(name) !== undefined && isTemporalZone(name)
}

function isTemporalZone(name: string): boolean {
  // Not every browser has Temporal; the server checks again.
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
 * Resolves a stored zone to one that `Temporal` accepts: itself, or the zone that its name links to. An earlier release, or
 * another version of the time zone database, accepted more names.
 *
 * @returns undefined when there is none
 */
export function resolveTimeZone(stored: string): string | undefined {
  if (isTemporalZone(stored)) return stored
  const primary = findPrimaryName(stored)
  return primary !== undefined && isTemporalZone(primary) ? primary : undefined
}
