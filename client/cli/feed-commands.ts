import type { Command } from 'commander'
import type { IssuedCalendarFeed } from '../create-client.ts'
import { addCalendarFlags, type CalendarFlags } from './calendar-flags.ts'
import { toFeedLine } from './feed-text.ts'
import { parseDays, parseFeedName } from './option-parsers.ts'
import { refuseUnknown } from './refuse-unknown.ts'
import type { Run } from './session.ts'
import { waitForFile } from './wait-for-feed-file.ts'

type WindowFlags = { daysBack?: number | undefined; daysAhead?: number | undefined }
type UpdateFlags = CalendarFlags & WindowFlags & { rename?: string; window?: false }

const examples = `
Without a command the feeds are listed. Times are UTC.

Examples:
  feeds add Uni --days-back 30 --days-ahead 365 --alarms 60
  feeds update 01a2072b-f003-77dd-8cc8-4eb7c38beb8d --completed exclude`

export function addFeedCommands(program: Command, run: Run): void {
  const feeds = program
    .command('feeds')
    .description('list and change feeds, the calendars that programs subscribe to')
    .addHelpText('after', examples)

  refuseUnknown(feeds.command('list', { isDefault: true }))
    .description('list feeds, newest first')
    .action(() =>
      run(async ({ client, printList, signal }) => {
        const items = await client.calendarFeeds.query(undefined, { signal })
        await printList([items], feed => toFeedLine(feed))
      }),
    )

  const add = feeds
    .command('add')
    .description('make a feed; its addresses are shown this once')
    .argument('<name>', 'what calendar programs call it', parseFeedName)
  addWindowFlags(addCalendarFlags(add)).action(
    (name: string, { daysBack, daysAhead, ...options }: CalendarFlags & WindowFlags) =>
      run(async ({ client, print, signal }) => {
        const window = toWindow({ daysBack, daysAhead })
        const feed = await client.createCalendarFeed.mutate({ name, options, window }, { signal })
        print(feed, () => toAddresses(feed))
      }),
  )

  const update = feeds
    .command('update')
    .description('change a feed, which stays at its address')
    .argument('<id>')
    .option('--rename <name>', 'what calendar programs call it', parseFeedName)
    .option('--no-window', 'without days back or ahead')
  addWindowFlags(addCalendarFlags(update)).action(
    (id: string, { rename: name, window: hasWindow, daysBack, daysAhead, ...flags }: UpdateFlags) =>
      run(async ({ client, print, signal }) => {
        const before = await client.calendarFeed.query({ id }, { signal })
        const window = hasWindow === false ? null : toWindow({ daysBack, daysAhead })
        const change = { name, options: { ...before.options, ...flags }, window }
        const after = await client.updateCalendarFeed.mutate({ id, ...change }, { signal })
        const { feed, isRenewed } = await waitForFile(client, { before, after, signal })
        print(feed, () => toFeedLine(feed, isRenewed))
      }),
  )

  feeds
    .command('rotate')
    .description('move a feed to new addresses, shown this once; the old ones end')
    .argument('<id>')
    .action((id: string) =>
      run(async ({ client, print, signal }) => {
        const feed = await client.rotateCalendarFeed.mutate({ id }, { signal })
        print(feed, () => toAddresses(feed))
      }),
    )

  feeds
    .command('delete')
    .description('delete a feed')
    .argument('<id>')
    .action((id: string) =>
      run(async ({ client, print, signal }) => {
        const feed = await client.deleteCalendarFeed.mutate({ id }, { signal })
        print(feed, () => `Deleted: ${toFeedLine(feed)}`)
      }),
    )
}

const addWindowFlags = (command: Command): Command =>
  command
    .option('--days-back <days>', 'deadlines of so many days before today, and of today', parseDays)
    .option('--days-ahead <days>', 'deadlines of today, and of so many days after', parseDays)

const toWindow = (days: WindowFlags) =>
  days.daysBack === undefined && days.daysAhead === undefined ? undefined : days

const toAddresses = ({ url, webcalUrl }: IssuedCalendarFeed) =>
  `Google, Outlook:     ${url}\nApple, Thunderbird:  ${webcalUrl}\nKeep them: they are not shown again.`
