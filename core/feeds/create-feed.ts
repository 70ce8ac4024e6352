import type { CalendarFeed, FeedOptions, NewCalendarFeed } from '../../schema/calendar-feed.ts'
import type { OwnerId } from '../../schema/owner.ts'
import { AppError } from '../app-error.ts'
import { createId } from '../create-id.ts'
import type { Db } from '../database/db.ts'
import { lockOwner } from '../todos/todos-changed.ts'
import { assertOneRange } from './assert-one-range.ts'
import { toWindowColumns } from './feed-row.ts'
import { createSecret, hashSecret } from '../secrets.ts'
import { getCalendarFeed } from './find-feeds.ts'
import type { FileRenewer } from './serve-feed-file.ts'

/** Only creation and rotation return the token; the database stores its hash. */
export type IssuedCalendarFeed = CalendarFeed & { token: string }

/**
 * @param options resolved: a filter can have named days
 * @throws AppError badInput, or conflict when the owner has `maxFeeds`; 0 is no limit
 */
export async function createCalendarFeed(
  { db, renewFile, maxFeeds }: { db: Db; renewFile: FileRenewer; maxFeeds: number },
  ownerId: OwnerId,
  { name, options, window }: NewCalendarFeed & { options: FeedOptions },
): Promise<IssuedCalendarFeed> {
  assertOneRange({ options, window })
  const token = createSecret()
  const feed = await db.transaction().execute(async tx => {
    // Without the lock two requests could both count one feed too few.
    await lockOwner(tx, ownerId)
    const { count } = await tx
      .selectFrom('calendar_feed')
      .select(({ fn }) => fn.countAll<number>().as('count'))
      .where('owner_id', '=', ownerId)
      .executeTakeFirstOrThrow()
    if (maxFeeds > 0 && count >= maxFeeds) {
      throw new AppError('conflict', `There are already ${maxFeeds} feeds: delete one first`)
    }
    const id = createId()
    await tx
      .insertInto('calendar_feed')
      .values({
        id,
        owner_id: ownerId,
        token_hash: hashSecret(token),
        name,
        options: JSON.stringify(options),
        ...toWindowColumns(window),
      })
      .execute()
    return getCalendarFeed(tx, ownerId, id)
  })
  // Not awaited: only gives the first request a head start.
  void renewFile(feed.id, 0)
  return { ...feed, token }
}
