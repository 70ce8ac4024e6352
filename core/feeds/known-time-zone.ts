import type { FeedOptions } from '../../schema/calendar-feed.ts'
import { resolveTimeZone } from '../../schema/time-zone.ts'

const fallbackTimeZone = 'UTC'

/**
 * A feed's stored options with a time zone that can be computed with: one that is not known gives way to the zone it is a
 * link to, or to UTC.
 *
 * @returns `error` for the owner, where the days are not those of the stored zone
 */
export function replaceUnknownTimeZone(stored: FeedOptions): { options: FeedOptions; error: string | null } {
  const { timeZone: storedZone } = stored
  const timeZone = resolveTimeZone(storedZone)
  if (timeZone === storedZone) return { options: stored, error: null }
  return {
    options: { ...stored, timeZone: timeZone ?? fallbackTimeZone },
    error:
      timeZone === undefined
        ? `The time zone ${storedZone} is not known, so days are those of ${fallbackTimeZone}; choose another one`
        : null,
  }
}
