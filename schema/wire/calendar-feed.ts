import { z } from 'zod'
import { calendarOptionsWire } from './calendar-options.ts'

const instant = z.string()
const count = z.int().min(0)
const days = count.nullable()

/** A feed as clients see it; times are RFC 3339 in UTC. */
export const calendarFeedWire = z.object({
  id: z.uuid(),
  name: z.string(),
  /** All defaults are filled in; clients can send the options back. */
  options: calendarOptionsWire,
  window: z.object({ daysBack: days, daysAhead: days }).nullable(),
  /** The file that is served; null until it is first made. */
  file: z
    .object({
      bytes: count,
      written: count,
      skipped: z.object({ noDeadline: count, outOfRange: count, filtered: count }),
      modifiedAt: instant,
    })
    .nullable(),
  /** Why the file could not be updated. */
  error: z.string().nullable(),
  lastFetch: z.object({ at: instant, by: z.string().nullable() }).nullable(),
  createdAt: instant,
  updatedAt: instant,
  /** The secret URL, shown only right after the feed was created or its token rotated; otherwise null. */
  url: z.url().nullable(),
  webcalUrl: z.url().nullable(),
})

/** A feed right after it was created or its token rotated, the only time that its URLs are shown. */
export const issuedCalendarFeedWire = calendarFeedWire.extend({ url: z.url(), webcalUrl: z.url() })
