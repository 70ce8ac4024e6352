import type { IssuedCalendarFeed } from '../../core/feeds/create-feed.ts'
import type { CalendarFeed, FeedWindow } from '../../schema/calendar-feed.ts'
import { calendarOptions } from '../../schema/calendar-options.ts'
import { toFeedUrls } from '../operations/feed-urls.ts'
import { builder } from './builder.ts'
import { optionsType } from './job-options.ts'
import { skippedType } from './job-types.ts'

const windowType = builder.objectRef<FeedWindow>('FeedWindow').implement({
  description: 'A range of deadlines that moves along with the days.',
  fields: t => ({
    daysBack: t.exposeInt('daysBack', {
      description: 'From the beginning of the day so many days ago; null: from ever.',
      nullable: true,
    }),
    daysAhead: t.exposeInt('daysAhead', {
      description: 'To the end of the day so many days ahead; null: for ever.',
      nullable: true,
    }),
  }),
})

const fileType = builder.objectRef<NonNullable<CalendarFeed['file']>>('FeedFile').implement({
  description: 'What a feed serves.',
  fields: t => ({
    bytes: t.exposeInt('bytes', { description: 'How long it is.' }),
    written: t.exposeInt('written', { description: 'Todos in it.' }),
    skipped: t.expose('skipped', { type: skippedType, description: 'Todos that are not in it.' }),
    modifiedAt: t.expose('modifiedAt', { type: 'DateTime', description: 'When it last became another one.' }),
  }),
})

const fetchType = builder.objectRef<NonNullable<CalendarFeed['lastFetch']>>('FeedFetch').implement({
  description: 'A visit of a calendar program.',
  fields: t => ({
    at: t.expose('at', { type: 'DateTime', description: 'When, to about a minute.' }),
    by: t.exposeString('by', { description: 'What the program calls itself.', nullable: true }),
  }),
})

const once =
  'Told only in the answers of createCalendarFeed and rotateCalendarFeed, for it is the key to the feed; null elsewhere.'

export const feedType = builder.objectRef<CalendarFeed | IssuedCalendarFeed>('CalendarFeed').implement({
  description: 'A calendar of the todos that programs subscribe to, kept up to date.',
  fields: t => ({
    id: t.exposeID('id', { description: 'A UUID, the same at every door.' }),
    name: t.exposeString('name', { description: 'What calendar programs call it.' }),
    options: t.field({
      type: optionsType,
      description: 'What it is like.',
      resolve: ({ options }) => calendarOptions.parse(options),
    }),
    window: t.expose('window', {
      type: windowType,
      description: 'The range of deadlines that moves along; null when there is none.',
      nullable: true,
    }),
    file: t.expose('file', {
      type: fileType,
      description: 'What is served, or was last; null until it is made for the first time.',
      nullable: true,
    }),
    error: t.exposeString('error', {
      description: 'Why the file could not be made anew; what is served is the last good one.',
      nullable: true,
    }),
    lastFetch: t.expose('lastFetch', {
      type: fetchType,
      description: 'Who fetched it last, at its present address; null when nobody has.',
      nullable: true,
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was made.' }),
    updatedAt: t.expose('updatedAt', {
      type: 'DateTime',
      description: 'When its name, options or window last changed.',
    }),
    url: t.string({
      description: `Where Google and Outlook find it. ${once}`,
      nullable: true,
      resolve: (feed, _, { baseUrl }) => ('token' in feed ? toFeedUrls(baseUrl, feed).url : null),
    }),
    webcalUrl: t.string({
      description: `The same for Apple's programs and Thunderbird, which subscribe at a click. ${once}`,
      nullable: true,
      resolve: (feed, _, { baseUrl }) => ('token' in feed ? toFeedUrls(baseUrl, feed).webcalUrl : null),
    }),
  }),
})
