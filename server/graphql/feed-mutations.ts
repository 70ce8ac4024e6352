import { calendarFeedChange, newCalendarFeed } from '../../schema/calendar-feed.ts'
import {
  createCalendarFeed,
  deleteCalendarFeed,
  rotateCalendarFeed,
  updateCalendarFeed,
} from '../operations/feeds.ts'
import { builder } from './builder.ts'
import { createFeedInput, updateFeedInput } from './feed-input.ts'
import { feedId, feedType } from './feed-types.ts'
import { parseInput, withoutNulls } from './parse-input.ts'

const withoutNullOptions = <Input extends { options?: object | null | undefined }>(input: Input) =>
  input.options ? { ...input, options: withoutNulls(input.options) } : input

builder.mutationFields(t => ({
  createCalendarFeed: t.field({
    type: feedType,
    description:
      'Creates a feed that calendar programs can subscribe to. Its URLs are returned only once. CONFLICT when there are too many feeds.',
    args: { input: t.arg({ type: createFeedInput, description: 'The new feed.', required: true }) },
    resolve: (_, { input }, context) =>
      createCalendarFeed(context, parseInput(newCalendarFeed, withoutNullOptions(input))),
  }),
  updateCalendarFeed: t.field({
    type: feedType,
    description: 'Changes a feed. Its URLs stay the same.',
    args: {
      ...feedId,
      input: t.arg({ type: updateFeedInput, description: 'The changes.', required: true }),
    },
    resolve: (_, { id, input }, context) =>
      updateCalendarFeed(context, id, parseInput(calendarFeedChange, withoutNullOptions(input))),
  }),
  rotateCalendarFeed: t.field({
    type: feedType,
    description:
      'Replaces the URLs of a feed. The new ones are returned only once; the old ones answer 410 Gone.',
    args: feedId,
    resolve: (_, { id }, context) => rotateCalendarFeed(context, id),
  }),
  deleteCalendarFeed: t.field({
    type: feedType,
    description: 'Deletes a feed and returns it. Its URLs answer 410 Gone from then on.',
    args: feedId,
    resolve: (_, { id }, context) => deleteCalendarFeed(context, id),
  }),
}))
