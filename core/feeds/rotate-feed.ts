import type { OwnerId } from '../../schema/owner.ts'
import type { Db } from '../database/db.ts'
import type { IssuedCalendarFeed } from './create-feed.ts'
import { createSecret, hashSecret } from '../secrets.ts'
import { getCalendarFeed, lockFeed } from './find-feeds.ts'
import { retireFeedToken } from './retire-feed-token.ts'

/** Gives a feed a new URL; the old one answers 410. @throws AppError notFound */
export async function rotateCalendarFeed(db: Db, ownerId: OwnerId, id: string): Promise<IssuedCalendarFeed> {
  const token = createSecret()
  return db.transaction().execute(async tx => {
    const { tokenHash } = await lockFeed(tx, ownerId, id)
    await retireFeedToken(tx, ownerId, tokenHash)
    await tx
      .updateTable('calendar_feed')
      // Earlier fetches used the old URL.
      .set({ token_hash: hashSecret(token), fetched_at: null, fetched_by: null })
      .where('id', '=', id)
      .execute()
    return { ...(await getCalendarFeed(tx, ownerId, id)), token }
  })
}
