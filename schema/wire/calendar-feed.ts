import { z } from 'zod'
import { calendarOptions } from '../calendar-options.ts'

const instant = z.string()
const count = z.int().min(0)
const days = count.nullable()

/** A feed as clients see it; times are RFC 3339 in UTC. */
export const calendarFeedWire = z.object({
  id: z.uuid(),
  name: z.string(),
  /** With all defaults filled in, as they can be sent back. */
  options: calendarOptions.in,
  window: z.object({ daysBack: days, daysAhead: days }).nullable(),
  /** What is served, or was last; null until it is made for the first time. */
  file: z
    .object({
      bytes: count,
      written: count,
      skipped: z.object({ noDeadline: count, outOfRange: count, filtered: count }),
      modifiedAt: instant,
    })
    .nullable(),
  /** Why the file could not be made anew. */
  error: z.string().nullable(),
  lastFetch: z.object({ at: instant, by: z.string().nullable() }).nullable(),
  createdAt: instant,
  updatedAt: instant,
  /** Where programs find it, which is a secret: null but right after the feed was created or rotated. */
  url: z.url().nullable(),
  webcalUrl: z.url().nullable(),
})

/** A feed right after it was created or rotated: the only time that its addresses are told. */
export const issuedCalendarFeedWire = calendarFeedWire.extend({ url: z.url(), webcalUrl: z.url() })
