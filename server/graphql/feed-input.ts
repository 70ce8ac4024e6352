import { builder } from './builder.ts'
import { calendarJobInput } from './job-input.ts'

export const feedWindowInput = builder.inputType('FeedWindowInput', {
  description:
    'A range of deadlines relative to today, in days of `timeZone`. At least one of its ends must be given.',
  fields: t => ({
    daysBack: t.int({ description: 'The range starts at the beginning of the day this many days ago.' }),
    daysAhead: t.int({ description: 'The range ends at the end of the day this many days from now.' }),
  }),
})

const nameDescription = 'The name that calendar programs show, a single line of 1 to 255 characters.'

export const createFeedInput = builder.inputType('CreateCalendarFeedInput', {
  description: 'A new feed.',
  fields: t => ({
    name: t.string({ description: nameDescription, required: true }),
    options: t.field({
      type: calendarJobInput,
      description: 'The options of the calendar. Default: all defaults.',
    }),
    window: t.field({
      type: feedWindowInput,
      description: 'Replaces `from` and `to` of the options. Default: none.',
    }),
  }),
})

export const updateFeedInput = builder.inputType('UpdateCalendarFeedInput', {
  description: 'Changes to a feed. Fields that are left out stay unchanged.',
  fields: t => ({
    name: t.string({ description: nameDescription }),
    options: t.field({
      type: calendarJobInput,
      description: 'Replaces all options: those left out get their defaults.',
    }),
    window: t.field({ type: feedWindowInput, description: 'Null removes the window.' }),
  }),
})
