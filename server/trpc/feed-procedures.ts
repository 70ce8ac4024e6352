import { z } from 'zod'
import { createCalendarFeed } from '../../core/feeds/create-feed.ts'
import { deleteCalendarFeed } from '../../core/feeds/delete-feed.ts'
import { getCalendarFeed, listCalendarFeeds } from '../../core/feeds/find-feeds.ts'
import { rotateCalendarFeed } from '../../core/feeds/rotate-feed.ts'
import { updateCalendarFeed } from '../../core/feeds/update-feed.ts'
import { type CalendarFeed, calendarFeedChange, newCalendarFeed } from '../../schema/calendar-feed.ts'
import { localOwner } from '../../schema/owner.ts'
import {
  calendarFeedWire,
  type CalendarFeedWire,
  issuedCalendarFeedWire,
} from '../../schema/wire/calendar-feed.ts'
import { toFeedUrls } from '../operations/feed-urls.ts'
import { procedure } from './procedure.ts'

/** A malformed id belongs to no feed: NOT_FOUND rather than BAD_REQUEST, as at every door. */
const byId = z.strictObject({ id: z.string() })

const toWire = (feed: CalendarFeed): CalendarFeedWire => ({ ...feed, url: null, webcalUrl: null })

export const feedProcedures = {
  /** All of them, newest first. */
  calendarFeeds: procedure
    .output(z.array(calendarFeedWire))
    .query(async ({ ctx: { db } }) => (await listCalendarFeeds(db, localOwner)).map(toWire)),

  calendarFeed: procedure
    .input(byId)
    .output(calendarFeedWire)
    .query(async ({ ctx: { db }, input: { id } }) => toWire(await getCalendarFeed(db, localOwner, id))),

  /** Tells the addresses, this once. */
  createCalendarFeed: procedure
    .input(newCalendarFeed)
    .output(issuedCalendarFeedWire)
    .mutation(async ({ ctx, input }) => {
      const feed = await createCalendarFeed(ctx, localOwner, input)
      return { ...feed, ...toFeedUrls(ctx.baseUrl, feed) }
    }),

  updateCalendarFeed: procedure
    .input(calendarFeedChange.safeExtend(byId.shape))
    .output(calendarFeedWire)
    .mutation(async ({ ctx, input: { id, ...change } }) =>
      toWire(await updateCalendarFeed(ctx, localOwner, id, change)),
    ),

  /** Tells the new addresses, this once; from now on the old ones answer that the feed is gone. */
  rotateCalendarFeed: procedure
    .input(byId)
    .output(issuedCalendarFeedWire)
    .mutation(async ({ ctx: { db, baseUrl }, input: { id } }) => {
      const feed = await rotateCalendarFeed(db, localOwner, id)
      return { ...feed, ...toFeedUrls(baseUrl, feed) }
    }),

  deleteCalendarFeed: procedure
    .input(byId)
    .output(calendarFeedWire)
    .mutation(async ({ ctx: { db }, input: { id } }) => toWire(await deleteCalendarFeed(db, localOwner, id))),
}
