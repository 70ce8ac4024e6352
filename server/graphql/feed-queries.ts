import { getCalendarFeed, listCalendarFeeds } from '../../core/feeds/find-feeds.ts'
import { maxFeeds } from '../../schema/calendar-feed.ts'
import { localOwner } from '../../schema/owner.ts'
import { builder } from './builder.ts'
import { feedType } from './feed-types.ts'

builder.queryFields(t => ({
  calendarFeeds: t.field({
    type: [feedType],
    description: `All feeds, newest first; there are never more than ${maxFeeds}.`,
    resolve: (_, _args, { db }) => listCalendarFeeds(db, localOwner),
  }),
  calendarFeed: t.field({
    type: feedType,
    description: 'A feed; NOT_FOUND when there is none with this id.',
    nullable: true,
    args: { id: t.arg.id({ description: 'Its UUID.', required: true }) },
    resolve: (_, { id }, { db }) => getCalendarFeed(db, localOwner, id),
  }),
}))
