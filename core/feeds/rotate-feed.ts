import type { OwnerId } from '../../schema/owner.ts'
import type { Db } from '../database/db.ts'
import type { IssuedCalendarFeed } from './create-feed.ts'
import { createFeedToken, hashFeedToken, retireFeedToken } from './feed-token.ts'
import { getCalendarFeed, lockFeed } from './find-feeds.ts'

/** Gives a feed a new URL; the old one answers 410. @throws AppError notFound */
export async function rotateCalendarFeed(db: Db, ownerId: OwnerId, id: string): Promise<IssuedCalendarFeed> {
  const token = createFeedToken()
  return db.transaction().execute(async tx => {
    const { tokenHash } = await lockFeed(tx, ownerId, id)
    await retireFeedToken(tx, tokenHash)
    await tx
      .updateTable('calendar_feed')
      // Earlier fetches used the old URL.
      .set({ token_hash: hashFeedToken(token), fetched_at: null, fetched_by: null })
      .where('id', '=', id)
      .execute()
    return { ...(await getCalendarFeed(tx, ownerId, id)), token }
  })
}
