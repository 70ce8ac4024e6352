import type { FeedOptions, FeedWindow } from '../../schema/calendar-feed.ts'
import { resolveTimeZone } from '../../schema/time-zone.ts'

type WindowColumns = { days_back: number | null; days_ahead: number | null }

export const toWindow = ({ days_back, days_ahead }: WindowColumns): FeedWindow | null =>
  days_back === null && days_ahead === null ? null : { daysBack: days_back, daysAhead: days_ahead }

export const toWindowColumns = (window: FeedWindow | null): WindowColumns => ({
  days_back: window?.daysBack ?? null,
  days_ahead: window?.daysAhead ?? null,
})

const fallbackTimeZone = 'UTC'

/**
 * Replaces a stored time zone that this system does not know by the zone it is an alias of, or by UTC.
 *
 * @returns `error` for the owner when the fallback changes the feed's days
 */
export function replaceUnknownTimeZone(stored: FeedOptions): { options: FeedOptions; error: string | null } {
  const { timeZone: storedZone } = stored
  const timeZone = resolveTimeZone(storedZone)
  if (timeZone === storedZone) return { options: stored, error: null }
  return {
    options: { ...stored, timeZone: timeZone ?? fallbackTimeZone },
    error:
      timeZone === undefined
        ? `Unknown time zone ${storedZone}: days are in ${fallbackTimeZone}; choose another time zone`
        : null,
  }
}
