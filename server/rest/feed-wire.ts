import { z } from '@hono/zod-openapi'
import type { CalendarFeed } from '../../schema/calendar-feed.ts'
import { calendarOptionsWire } from '../../schema/wire/calendar-options.ts'
import type { IssuedFeed } from '../operations/feeds.ts'
import { skippedWire, toSkippedWire } from './job-wire.ts'
import { naiveTime, toNaive } from './naive-time.ts'

const count = z.int().min(0)
const days = count.nullable()

export const feedWire = z
  .object({
    id: z.uuid(),
    name: z.string(),
    options: calendarOptionsWire,
    window: z.object({ daysBack: days, daysAhead: days }).nullable(),
    file: z.object({ bytes: count, written: count, skipped: skippedWire, modified_at: naiveTime }).nullable(),
    error: z.string().nullable(),
    last_fetch: z.object({ at: naiveTime, by: z.string().nullable() }).nullable(),
    created_at: naiveTime,
    updated_at: naiveTime,
  })
  .openapi('Feed')

export const issuedFeedWire = feedWire.extend({ url: z.url(), webcal_url: z.url() }).openapi('IssuedFeed')

export const toFeedWire = (feed: CalendarFeed): z.input<typeof feedWire> => ({
  id: feed.id,
  name: feed.name,
  options: feed.options,
  window: feed.window,
  file: feed.file && {
    bytes: feed.file.bytes,
    written: feed.file.written,
    skipped: toSkippedWire(feed.file.skipped),
    modified_at: toNaive(feed.file.modifiedAt),
  },
  error: feed.error,
  last_fetch: feed.lastFetch && { at: toNaive(feed.lastFetch.at), by: feed.lastFetch.by },
  created_at: toNaive(feed.createdAt),
  updated_at: toNaive(feed.updatedAt),
})

export const toIssuedFeedWire = (feed: IssuedFeed): z.input<typeof issuedFeedWire> => ({
  ...toFeedWire(feed),
  url: feed.url,
  webcal_url: feed.webcalUrl,
})
