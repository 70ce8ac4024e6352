import { z } from 'zod'
import type { Skipped } from './calendar-job.ts'
import { calendarName, calendarOptions } from './calendar-options.ts'
import type { Instant } from './instant.ts'

/** How many feeds an owner may have. */
export const maxFeeds = 300

const maxDays = 36_500

export const windowDays = z
  .int('must be a whole number of days')
  .min(0, 'must not be negative')
  .max(maxDays, `must be at most ${maxDays} days`)

const days = windowDays.nullish().transform(value => value ?? null)

/**
 * A range of deadlines that moves along with the days: from the first moment of the day so many days ago to the last
 * of the day so many days ahead. A side that is null has no bound. Days are those of the options' `timeZone`.
 */
const feedWindow = z
  .strictObject({ daysBack: days, daysAhead: days })
  .refine(({ daysBack, daysAhead }) => daysBack !== null || daysAhead !== null, {
    path: ['daysAhead'],
    message: 'must be given when daysBack is not',
  })

export type FeedWindow = z.output<typeof feedWindow>

/** Without what only the service itself sets, so that the options of a feed can be sent back as they were read. */
export const feedOptions = calendarOptions.transform(
  ({ completedMark: _mark, refreshHours: _hours, overdueBefore: _before, ...options }) => options,
)

export type FeedOptions = z.output<typeof feedOptions>

export const feedName = calendarName.refine(name => name.trim() !== '', 'must not be empty')

/** Whether a range is given twice, once by the day and once for ever. */
export const isRangeAmbiguous = ({
  options,
  window,
}: {
  options?: Pick<FeedOptions, 'from' | 'to'> | undefined
  window?: FeedWindow | null | undefined
}): boolean => !!window && (options?.from !== undefined || options?.to !== undefined)

export const rangeIsAmbiguous = 'cannot be combined with from and to of the options'

const ambiguity = { path: ['window'], message: rangeIsAmbiguous }

/** `name` is what calendar programs call the calendar, unless the options have another name for it. */
export const newCalendarFeed = z
  .strictObject({
    name: feedName,
    options: feedOptions.prefault({}),
    window: feedWindow.nullish().transform(window => window ?? null),
  })
  .refine(feed => !isRangeAmbiguous(feed), ambiguity)

/** What is left out stays as it is; options are replaced as a whole, and a window of null is taken away. */
export const calendarFeedChange = z
  .strictObject({
    name: feedName.optional(),
    options: feedOptions.optional(),
    window: feedWindow.nullable().optional(),
  })
  .refine(feed => !isRangeAmbiguous(feed), ambiguity)

export type NewCalendarFeed = z.output<typeof newCalendarFeed>
export type CalendarFeedChange = z.output<typeof calendarFeedChange>

/** A calendar that programs subscribe to, as its owner sees it. Where it is, only who made its token knows. */
export type CalendarFeed = {
  id: string
  name: string
  options: FeedOptions
  window: FeedWindow | null
  /** What is served; null until somebody asks for it for the first time. */
  file: { bytes: number; written: number; skipped: Skipped; modifiedAt: Instant } | null
  /** Why the file could not be made anew. */
  error: string | null
  /** `by` is what the program calls itself. */
  lastFetch: { at: Instant; by: string | null } | null
  createdAt: Instant
  updatedAt: Instant
}
