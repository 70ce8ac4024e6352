import type { OwnerId } from '../../schema/owner.ts'
import type { Db } from '../database/db.ts'

/** From now on requests with this token get 410. */
export async function retireFeedToken(tx: Db, ownerId: OwnerId, tokenHash: Buffer): Promise<void> {
  await tx.insertInto('retired_feed_token').values({ token_hash: tokenHash, owner_id: ownerId }).execute()
}
