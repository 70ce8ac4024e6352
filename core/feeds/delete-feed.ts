import type { CalendarFeed } from '../../schema/calendar-feed.ts'
import type { OwnerId } from '../../schema/owner.ts'
import type { Db } from '../database/db.ts'
import { retireFeedToken } from './retire-feed-token.ts'
import { getCalendarFeed, lockFeed } from './find-feeds.ts'
import { restartExpiryGrace } from './request-file.ts'

/** @returns the deleted feed. @throws AppError notFound */
export async function deleteCalendarFeed(db: Db, ownerId: OwnerId, id: string): Promise<CalendarFeed> {
  return db.transaction().execute(async tx => {
    const { tokenHash } = await lockFeed(tx, ownerId, id)
    const feed = await getCalendarFeed(tx, ownerId, id)
    await retireFeedToken(tx, ownerId, tokenHash)
    await restartExpiryGrace(tx, id)
    await tx.deleteFrom('calendar_feed').where('id', '=', id).execute()
    return feed
  })
}
