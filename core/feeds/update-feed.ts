import { isDeepStrictEqual } from 'node:util'
import type { CalendarFeed, CalendarFeedChange, FeedOptions } from '../../schema/calendar-feed.ts'
import type { OwnerId } from '../../schema/owner.ts'
import type { Db } from '../database/db.ts'
import { assertOneRange } from './assert-one-range.ts'
import { toWindowColumns } from './feed-row.ts'
import { getCalendarFeed, lockFeed } from './find-feeds.ts'
import type { FileRenewer } from './serve-feed-file.ts'

/** A change without effect keeps `updatedAt` and the file. @throws AppError notFound, badInput */
export async function updateCalendarFeed(
  { db, renewFile }: { db: Db; renewFile: FileRenewer },
  ownerId: OwnerId,
  id: string,
  change: CalendarFeedChange & { options?: FeedOptions | undefined },
): Promise<CalendarFeed> {
  const feed = await db.transaction().execute(async tx => {
    const { storedTimeZone } = await lockFeed(tx, ownerId, id)
    const before = await getCalendarFeed(tx, ownerId, id)
    const { name = before.name, options = before.options, window = before.window } = change
    assertOneRange({ options, window })
    // An unknown zone that reads replace stays stored until the client changes the options.
    const isZoneNew = change.options !== undefined && options.timeZone !== storedTimeZone
    if (
      !isZoneNew &&
      isDeepStrictEqual([name, options, window], [before.name, before.options, before.window])
    ) {
      return before
    }
    await tx
      .updateTable('calendar_feed')
      .set(({ eb, fn }) => ({
        name,
        ...(change.options && { options: JSON.stringify(options) }),
        ...toWindowColumns(window),
        version: eb('version', '+', 1),
        updated_at: fn('clock_timestamp'),
      }))
      .where('id', '=', id)
      .execute()
    return getCalendarFeed(tx, ownerId, id)
  })
  void renewFile(feed.id, 0)
  return feed
}
