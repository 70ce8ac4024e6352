import { type Command, Option } from 'commander'
import { toPrintable } from '../../schema/to-printable.ts'
import type { CalendarFeed, IssuedCalendarFeed } from '../create-client.ts'
import { addCalendarFlags, type CalendarFlags } from './calendar-flags.ts'
import { parseDays, parseFeedName } from './option-parsers.ts'
import { rejectUnknownCommand } from './reject-unknown-command.ts'
import type { Run } from './session.ts'
import { describeCount } from './job-text.ts'
import { isolate } from './text-layout.ts'
import { waitForFile } from './wait-for-feed-file.ts'

type WindowFlags = { daysBack?: number | undefined; daysAhead?: number | undefined }
type UpdateFlags = CalendarFlags & WindowFlags & { rename?: string; window?: false }

const examples = `
Without a command, shows all feeds. Times are UTC.

Examples:
  feeds add Uni --days-back 30 --days-ahead 365 --alarms 60
  feeds update 01a2072b-f003-77dd-8cc8-4eb7c38beb8d --completed exclude`

export function addFeedCommands(program: Command, run: Run): void {
  const feeds = program
    .command('feeds')
    .description('manage feeds, the calendars that calendar apps subscribe to')
    .addHelpText('after', examples)

  rejectUnknownCommand(feeds.command('list', { isDefault: true }))
    .description('list feeds, newest first')
    .action(() =>
      run(async ({ client, printList, signal }) => {
        const items = await client.calendarFeeds.query(undefined, { signal })
        await printList([items], feed => toFeedLine(feed), 'No feeds.')
      }),
    )

  const add = feeds
    .command('add')
    .description('create a feed; its URLs are shown only once')
    .argument('<name>', 'name shown in calendar apps', parseFeedName)
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
    .description('change a feed; its URLs stay the same')
    .argument('<id>')
    .option('--rename <name>', 'name shown in calendar apps', parseFeedName)
    .addOption(
      new Option('--no-window', 'remove --days-back and --days-ahead').conflicts(['daysBack', 'daysAhead']),
    )
  addWindowFlags(addCalendarFlags(update)).action(
    (id: string, { rename: name, window: hasWindow, daysBack, daysAhead, ...flags }: UpdateFlags) =>
      run(async ({ client, print, signal }) => {
        const before = await client.calendarFeed.query({ id }, { signal })
        const window = hasWindow === false ? null : changeWindow(before.window, { daysBack, daysAhead })
        const change = { name, options: { ...before.options, ...flags }, window }
        const after = await client.updateCalendarFeed.mutate({ id, ...change }, { signal })
        const { feed, isRenewed } = await waitForFile(client, { before, after, signal })
        print(feed, () => toFeedLine(feed, isRenewed))
      }),
  )

  feeds
    .command('rotate')
    .description('replace the URLs of a feed; the new ones are shown only once, the old ones stop working')
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
    .option('--days-back <days>', 'include deadlines from this many days ago', parseDays)
    .option('--days-ahead <days>', 'include deadlines up to this many days ahead', parseDays)

const toWindow = (days: WindowFlags) =>
  days.daysBack === undefined && days.daysAhead === undefined ? undefined : days

/** What is not named stays. */
const changeWindow = (before: CalendarFeed['window'], { daysBack, daysAhead }: WindowFlags) =>
  toWindow({ daysBack, daysAhead }) && {
    daysBack: daysBack ?? before?.daysBack,
    daysAhead: daysAhead ?? before?.daysAhead,
  }

const toAddresses = ({ url, webcalUrl }: IssuedCalendarFeed) =>
  `Google, Outlook:     ${url}\nApple, Thunderbird:  ${webcalUrl}\nSave these URLs: they are not shown again.`

/** @param isRenewed false while the file still has the feed's previous settings */
function toFeedLine({ id, name, file, lastFetch, error }: CalendarFeed, isRenewed = true): string {
  const fetched = lastFetch
    ? `fetched ${lastFetch.at.slice(0, 19)}Z by ${isolate(toPrintable(lastFetch.by ?? 'an unnamed program'))}`
    : 'not fetched yet'
  const count = file ? describeCount(file.written) : 'not generated yet'
  const line = `${id}  ${isolate(toPrintable(name))}  ${isRenewed ? count : 'being updated'}  ${fetched}`
  return error === null ? line : `${line}  ${toPrintable(error)}`
}
