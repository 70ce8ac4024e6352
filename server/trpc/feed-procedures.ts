import { z } from 'zod'
import { calendarFeedChange, newCalendarFeed } from '../../schema/calendar-feed.ts'
import { calendarFeedWire, issuedCalendarFeedWire } from '../../schema/wire/calendar-feed.ts'
import {
  createCalendarFeed,
  deleteCalendarFeed,
  getCalendarFeed,
  listCalendarFeeds,
  rotateCalendarFeed,
  updateCalendarFeed,
} from '../operations/feeds.ts'
import { flatForm } from './input-forms.ts'
import { byId, procedure } from './procedure.ts'

/** Any string: like the other doors, a malformed id is NOT_FOUND rather than BAD_REQUEST. */
const createFeedInput = z.union([
  z.strictObject({ input: newCalendarFeed }),
  flatForm(newCalendarFeed).transform(input => ({ input })),
])

const updateFeedInput = z.union([
  byId.extend({ input: calendarFeedChange }),
  flatForm(calendarFeedChange.safeExtend(byId.shape)).transform(({ id, ...input }) => ({ id, input })),
])

export const feedProcedures = {
  /** All feeds, newest first. */
  calendarFeeds: procedure.output(z.array(calendarFeedWire)).query(({ ctx }) => listCalendarFeeds(ctx)),

  calendarFeed: procedure
    .input(byId)
    .output(calendarFeedWire)
    .query(({ ctx, input: { id } }) => getCalendarFeed(ctx, id)),

  /** Returns the URLs, which are shown only once. */
  createCalendarFeed: procedure
    .input(createFeedInput)
    .output(issuedCalendarFeedWire)
    .mutation(({ ctx, input: { input } }) => createCalendarFeed(ctx, input)),

  updateCalendarFeed: procedure
    .input(updateFeedInput)
    .output(calendarFeedWire)
    .mutation(({ ctx, input: { id, input } }) => updateCalendarFeed(ctx, id, input)),

  /** Returns the new URLs, which are shown only once; the old ones answer 410 Gone from then on. */
  rotateCalendarFeed: procedure
    .input(byId)
    .output(issuedCalendarFeedWire)
    .mutation(({ ctx, input: { id } }) => rotateCalendarFeed(ctx, id)),

  deleteCalendarFeed: procedure
    .input(byId)
    .output(calendarFeedWire)
    .mutation(({ ctx, input: { id } }) => deleteCalendarFeed(ctx, id)),
}
