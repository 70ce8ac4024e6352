import { createCalendarFeed as create, type IssuedCalendarFeed } from '../../core/feeds/create-feed.ts'
import { deleteCalendarFeed as remove } from '../../core/feeds/delete-feed.ts'
import { getCalendarFeed as get, listCalendarFeeds as list } from '../../core/feeds/find-feeds.ts'
import { rotateCalendarFeed as rotate } from '../../core/feeds/rotate-feed.ts'
import { updateCalendarFeed as update } from '../../core/feeds/update-feed.ts'
import type {
  CalendarFeed,
  CalendarFeedChange,
  FeedOptions,
  NewCalendarFeed,
  RequestedFeedOptions,
} from '../../schema/calendar-feed.ts'
import type { RequestContext } from '../context.ts'
import { resolveOptions } from './resolve-filter.ts'
import { getSettings } from './settings.ts'

/** The URLs contain the token of the feed, so they are known only right after the token was made. */
type Issued = { url: string; webcalUrl: string }
export type IssuedFeed = CalendarFeed & Issued
/** A feed as its owner sees it. */
export type Feed = CalendarFeed & (Issued | { url: null; webcalUrl: null })

export const listCalendarFeeds = async ({ db, ownerId }: RequestContext): Promise<Feed[]> =>
  (await list(db, ownerId)).map(withoutUrls)

export const getCalendarFeed = async ({ db, ownerId }: RequestContext, id: string): Promise<Feed> =>
  withoutUrls(await get(db, ownerId, id))

export const createCalendarFeed = async (ctx: RequestContext, feed: NewCalendarFeed): Promise<IssuedFeed> =>
  issue(
    ctx,
    await create({ ...ctx, maxFeeds: ctx.config.MAX_FEEDS }, ctx.ownerId, {
      ...feed,
      options: await complete(ctx, feed.options),
    }),
  )

export async function updateCalendarFeed(
  ctx: RequestContext,
  id: string,
  change: CalendarFeedChange,
): Promise<Feed> {
  const options = change.options && (await complete(ctx, change.options))
  return withoutUrls(await update(ctx, ctx.ownerId, id, { ...change, options }))
}

export const rotateCalendarFeed = async (ctx: RequestContext, id: string): Promise<IssuedFeed> =>
  issue(ctx, await rotate(ctx.db, ctx.ownerId, id))

export const deleteCalendarFeed = async ({ db, ownerId }: RequestContext, id: string): Promise<Feed> =>
  withoutUrls(await remove(db, ownerId, id))

/** Dates and the owner's time zone are fixed when they are given: a feed keeps its days when its owner moves. */
async function complete(ctx: RequestContext, options: RequestedFeedOptions): Promise<FeedOptions> {
  const timeZone = options.timeZone ?? (await getSettings(ctx)).timeZone
  return resolveOptions(ctx, { ...options, timeZone })
}

const withoutUrls = (feed: CalendarFeed): Feed => ({ ...feed, url: null, webcalUrl: null })

const maxSegmentLength = 60

/**
 * Thunderbird names a calendar after the last segment of its URL, which has no other meaning; `webcal:` links open the
 * subscribe dialog of Apple's programs and of Thunderbird.
 */
function issue({ baseUrl }: RequestContext, { token, ...feed }: IssuedCalendarFeed): IssuedFeed {
  const url = `${baseUrl}/feeds/${token}/${toSegment(feed.name)}.ics`
  return { ...feed, url, webcalUrl: url.replace(/^https?:/, 'webcal:') }
}

function toSegment(name: string): string {
  const words =
    name
      .toWellFormed()
      .match(/[\p{L}\p{M}\p{N}]+/gu)
      ?.join('-') ?? ''
  const segment = Array.from(words).slice(0, maxSegmentLength).join('')
  return encodeURIComponent(segment || 'todos')
}
