import { z } from 'zod'
import type { Skipped } from './calendar-job.ts'
import { calendarName, calendarOptions } from './calendar-options.ts'
import type { Instant } from './instant.ts'

const maxDays = 36_500

export const windowDays = z
  .int('must be a whole number of days')
  .min(0, 'must not be negative')
  .max(maxDays, `must be at most ${maxDays} days`)

const days = windowDays.nullish().transform(value => value ?? null)

/**
 * A rolling range of deadlines: from the start of the day `daysBack` days ago to the end of the day `daysAhead` days from
 * now. A side that is null has no bound. Days are those of the options' `timeZone`.
 */
export const feedWindow = z
  .strictObject({ daysBack: days, daysAhead: days })
  .refine(({ daysBack, daysAhead }) => daysBack !== null || daysAhead !== null, {
    path: ['daysAhead'],
    message: 'must be given when daysBack is not',
  })

export type FeedWindow = z.output<typeof feedWindow>

/** Leaves out the options that only the service sets, so that clients can send a feed's options back as they read them. */
const feedOptions = calendarOptions.transform(
  ({ completedMark: _mark, refreshHours: _hours, overdueBefore: _before, today: _today, ...options }) =>
    options,
)

/** As a client requests them: without a time zone, the owner's applies. */
export type RequestedFeedOptions = z.output<typeof feedOptions>
export type FeedOptions = Omit<RequestedFeedOptions, 'filter'> & { timeZone: string }

const defaults = feedOptions.parse({})

/**
 * Fills in what a feed of an earlier release lacks. What is stored is not parsed again: a filter has become words and lists,
 * of which there can be more than a client may send.
 */
export const completeFeedOptions = (stored: FeedOptions): FeedOptions => ({ ...defaults, ...stored })

export const feedName = calendarName.refine(name => name.trim() !== '', 'must not be empty')

/** Whether both a rolling and a fixed range are given. */
export const isRangeAmbiguous = ({
  options,
  window,
}: {
  options?: Pick<FeedOptions, 'from' | 'to'> | undefined
  window?: FeedWindow | null | undefined
}): boolean => !!window && (options?.from !== undefined || options?.to !== undefined)

export const rangeIsAmbiguous = 'cannot be combined with from and to of the options'

const ambiguity = { path: ['window'], message: rangeIsAmbiguous }

/** `name` is the calendar's name in calendar programs, unless the options contain another one. */
export const newCalendarFeed = z
  .strictObject({
    name: feedName,
    options: feedOptions.prefault({}),
    window: feedWindow.nullish().transform(window => window ?? null),
  })
  .refine(feed => !isRangeAmbiguous(feed), ambiguity)

/** Omitted fields stay unchanged; options are replaced as a whole, and a window of null is removed. */
export const calendarFeedChange = z
  .strictObject({
    name: feedName.optional(),
    options: feedOptions.optional(),
    window: feedWindow.nullable().optional(),
  })
  .refine(feed => !isRangeAmbiguous(feed), ambiguity)

export type NewCalendarFeed = z.output<typeof newCalendarFeed>
export type CalendarFeedChange = z.output<typeof calendarFeedChange>

/** A calendar that programs subscribe to, as its owner sees it. Its URL is not stored. */
export type CalendarFeed = {
  id: string
  name: string
  options: FeedOptions
  window: FeedWindow | null
  /** The file that is served; null until the first request. */
  file: { bytes: number; written: number; skipped: Skipped; modifiedAt: Instant } | null
  /** Why the file could not be updated. */
  error: string | null
  /** `by` is the program's User-Agent. */
  lastFetch: { at: Instant; by: string | null } | null
  createdAt: Instant
  updatedAt: Instant
}
