import { builder } from './builder.ts'
import { calendarJobInput } from './job-input.ts'

const feedWindowInput = builder.inputType('FeedWindowInput', {
  description: 'A range of deadlines that moves along with the days of `timeZone`; at least one of both.',
  fields: t => ({
    daysBack: t.int({ description: 'From the beginning of the day so many days ago.' }),
    daysAhead: t.int({ description: 'To the end of the day so many days ahead.' }),
  }),
})

const nameDescription = 'What calendar programs call it, a single line; 1 to 255 characters.'

export const createFeedInput = builder.inputType('CreateCalendarFeedInput', {
  description: 'A new feed.',
  fields: t => ({
    name: t.string({ description: nameDescription, required: true }),
    options: t.field({
      type: calendarJobInput,
      description: 'What it is to be like; left out: all defaults.',
    }),
    window: t.field({
      type: feedWindowInput,
      description: 'In place of `from` and `to` of the options; left out: none.',
    }),
  }),
})

export const updateFeedInput = builder.inputType('UpdateCalendarFeedInput', {
  description: 'What to change of a feed: a field that is left out stays as it is.',
  fields: t => ({
    name: t.string({ description: nameDescription }),
    options: t.field({
      type: calendarJobInput,
      description: 'In place of all options that it had: what is left out here has its default.',
    }),
    window: t.field({ type: feedWindowInput, description: 'Null takes it away.' }),
  }),
})
