import type { OwnerId } from '../../schema/owner.ts'
import type { Db } from '../database/db.ts'
import type { IssuedCalendarFeed } from './create-feed.ts'
import { createFeedToken, hashFeedToken, retireFeedToken } from './feed-token.ts'
import { getCalendarFeed } from './find-feeds.ts'
import { lockFeed } from './lock-feed.ts'

/** Moves a feed to a new address: whoever asks at the old one is told that it is gone. @throws AppError notFound */
export async function rotateCalendarFeed(db: Db, ownerId: OwnerId, id: string): Promise<IssuedCalendarFeed> {
  const token = createFeedToken()
  return db.transaction().execute(async tx => {
    const { tokenHash } = await lockFeed(tx, ownerId, id)
    await retireFeedToken(tx, tokenHash)
    await tx
      .updateTable('calendar_feed')
      // Who has fetched it so far did so at the old address.
      .set({ token_hash: hashFeedToken(token), fetched_at: null, fetched_by: null })
      .where('id', '=', id)
      .execute()
    return { ...(await getCalendarFeed(tx, ownerId, id)), token }
  })
}
