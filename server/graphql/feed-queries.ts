import { getCalendarFeed, listCalendarFeeds } from '../operations/feeds.ts'
import { builder } from './builder.ts'
import { feedId, feedType } from './feed-types.ts'

builder.queryFields(t => ({
  calendarFeeds: t.field({
    type: [feedType],
    description: 'All feeds, newest first.',
    resolve: (_, _args, context) => listCalendarFeeds(context),
  }),
  calendarFeed: t.field({
    type: feedType,
    description: 'A feed; NOT_FOUND when there is none with this id.',
    nullable: true,
    args: feedId,
    resolve: (_, { id }, context) => getCalendarFeed(context, id),
  }),
}))
