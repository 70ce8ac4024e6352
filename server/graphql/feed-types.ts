import type { CalendarFeed, FeedWindow } from '../../schema/calendar-feed.ts'
import type { Feed } from '../operations/feeds.ts'
import { builder } from './builder.ts'
import { optionsType } from './job-options.ts'
import { skippedType } from './job-types.ts'

const windowType = builder.objectRef<FeedWindow>('FeedWindow').implement({
  description: 'A range of deadlines relative to today.',
  fields: t => ({
    daysBack: t.exposeInt('daysBack', {
      description: 'The range starts at the beginning of the day this many days ago; null: no start.',
      nullable: true,
    }),
    daysAhead: t.exposeInt('daysAhead', {
      description: 'The range ends at the end of the day this many days from now; null: no end.',
      nullable: true,
    }),
  }),
})

const fileType = builder.objectRef<NonNullable<CalendarFeed['file']>>('FeedFile').implement({
  description: 'The calendar file that a feed serves.',
  fields: t => ({
    bytes: t.exposeInt('bytes', { description: 'Size in bytes.' }),
    written: t.exposeInt('written', { description: 'Number of todos in the file.' }),
    skipped: t.expose('skipped', {
      type: skippedType,
      description: 'Numbers of todos that are not in the file.',
    }),
    modifiedAt: t.expose('modifiedAt', {
      type: 'DateTime',
      description: 'When the content of the file last changed.',
    }),
  }),
})

const fetchType = builder.objectRef<NonNullable<CalendarFeed['lastFetch']>>('FeedFetch').implement({
  description: 'A request of a calendar program for a feed.',
  fields: t => ({
    at: t.expose('at', { type: 'DateTime', description: 'The time, accurate to about a minute.' }),
    by: t.exposeString('by', { description: 'The User-Agent of the program.', nullable: true }),
  }),
})

const once =
  'Anyone with the URL can read the feed, so only createCalendarFeed and rotateCalendarFeed return it; null elsewhere.'

export const feedType = builder.objectRef<Feed>('CalendarFeed').implement({
  description: 'A calendar of the todos that calendar programs subscribe to, kept up to date.',
  fields: t => ({
    id: t.exposeID('id', { description: 'A UUID, the same in every API.' }),
    name: t.exposeString('name', { description: 'The name that calendar programs show.' }),
    options: t.field({
      type: optionsType,
      description: 'The options of the calendar.',
      resolve: ({ options }) => ({ ...options, completedMark: true }),
    }),
    window: t.expose('window', {
      type: windowType,
      description: 'A range of deadlines relative to today; null when there is none.',
      nullable: true,
    }),
    file: t.expose('file', {
      type: fileType,
      description: 'The current file, or the last one that could be generated; null before the first one.',
      nullable: true,
    }),
    error: t.exposeString('error', {
      description: 'Why the file could not be updated. The feed keeps serving the last good one.',
      nullable: true,
    }),
    lastFetch: t.expose('lastFetch', {
      type: fetchType,
      description: 'The last request at the current URL; null when there was none.',
      nullable: true,
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When the feed was created.' }),
    updatedAt: t.expose('updatedAt', {
      type: 'DateTime',
      description: 'When the name, options or window of the feed last changed.',
    }),
    url: t.exposeString('url', {
      description: `The URL for Google, Outlook and others. ${once}`,
      nullable: true,
    }),
    webcalUrl: t.exposeString('webcalUrl', {
      description: `The same URL with the scheme \`webcal\`, which opens the subscribe dialog of Apple's programs and of Thunderbird. ${once}`,
      nullable: true,
    }),
  }),
})

export const feedId = builder.args(t => ({
  id: t.id({ description: 'The UUID of the feed.', required: true }),
}))
