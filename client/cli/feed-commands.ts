import type { Command } from 'commander'
import { toPrintable } from '../../schema/to-printable.ts'
import type { CalendarFeed, IssuedCalendarFeed } from '../create-client.ts'
import { addCalendarFlags, type CalendarFlags } from './calendar-flags.ts'
import { parseDays, parseFeedName } from './option-parsers.ts'
import type { Run } from './session.ts'

type WindowFlags = { daysBack?: number | undefined; daysAhead?: number | undefined }
type UpdateFlags = CalendarFlags & WindowFlags & { rename?: string; window?: false }

export function addFeedCommands(program: Command, run: Run): void {
  const feeds = program
    .command('feeds')
    .description('calendars that programs subscribe to')
    .action(() =>
      run(async ({ client, print, signal }) => {
        const items = await client.calendarFeeds.query(undefined, { signal })
        print(items, () => items.map(toLine).join('\n') || 'There are none.')
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
        const { options } = await client.calendarFeed.query({ id }, { signal })
        const window = hasWindow === false ? null : toWindow({ daysBack, daysAhead })
        const change = { name, options: { ...options, ...flags }, window }
        const feed = await client.updateCalendarFeed.mutate({ id, ...change }, { signal })
        print(feed, () => toLine(feed))
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
        print(feed, () => `Deleted: ${toLine(feed)}`)
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

function toLine({ id, name, file, lastFetch, error }: CalendarFeed): string {
  const fetched = lastFetch
    ? `fetched ${lastFetch.at.slice(0, 19)}Z by ${toPrintable(lastFetch.by ?? 'somebody')}`
    : 'not fetched yet'
  const line = `${id}  ${toPrintable(name)}  ${file ? `${file.written} todos` : 'not made yet'}  ${fetched}`
  return error === null ? line : `${line}  ${toPrintable(error)}`
}
