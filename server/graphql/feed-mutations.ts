import { createCalendarFeed } from '../../core/feeds/create-feed.ts'
import { deleteCalendarFeed } from '../../core/feeds/delete-feed.ts'
import { rotateCalendarFeed } from '../../core/feeds/rotate-feed.ts'
import { updateCalendarFeed } from '../../core/feeds/update-feed.ts'
import { calendarFeedChange, maxFeeds, newCalendarFeed } from '../../schema/calendar-feed.ts'
import { localOwner } from '../../schema/owner.ts'
import { builder } from './builder.ts'
import { createFeedInput, updateFeedInput } from './feed-input.ts'
import { feedType } from './feed-types.ts'
import { parseInput } from './parse-input.ts'

/** What a feed does not have is null when its options are read, and they are to be sent back as they were read. */
function leaveOutNullOptions<Input extends { options?: object | null | undefined }>(input: Input) {
  const { options, ...others } = input
  if (!options) return input
  return {
    ...others,
    options: Object.fromEntries(Object.entries(options).filter(([, value]) => value !== null)),
  }
}

builder.mutationFields(t => ({
  createCalendarFeed: t.field({
    type: feedType,
    description: `Makes a calendar that programs subscribe to, and tells its addresses, this once; CONFLICT when there are ${maxFeeds}.`,
    args: { input: t.arg({ type: createFeedInput, description: 'The new feed.', required: true }) },
    resolve: (_, { input }, context) =>
      createCalendarFeed(context, localOwner, parseInput(newCalendarFeed, leaveOutNullOptions(input))),
  }),
  updateCalendarFeed: t.field({
    type: feedType,
    description: 'Changes a feed, which stays at its address.',
    args: {
      id: t.arg.id({ description: 'Its UUID.', required: true }),
      input: t.arg({ type: updateFeedInput, description: 'What to change.', required: true }),
    },
    resolve: (_, { id, input }, context) =>
      updateCalendarFeed(context, localOwner, id, parseInput(calendarFeedChange, leaveOutNullOptions(input))),
  }),
  rotateCalendarFeed: t.field({
    type: feedType,
    description:
      'Moves a feed to a new address, and tells it, this once. Programs that come to the old one are told that it is gone.',
    args: { id: t.arg.id({ description: 'Its UUID.', required: true }) },
    resolve: (_, { id }, { db }) => rotateCalendarFeed(db, localOwner, id),
  }),
  deleteCalendarFeed: t.field({
    type: feedType,
    description:
      'Deletes a feed and gives what was deleted. Programs that come to its address are told that it is gone.',
    args: { id: t.arg.id({ description: 'Its UUID.', required: true }) },
    resolve: (_, { id }, { db }) => deleteCalendarFeed(db, localOwner, id),
  }),
}))
