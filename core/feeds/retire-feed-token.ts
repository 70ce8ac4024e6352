import type { Db } from '../database/db.ts'

/** From now on requests with this token get 410. */
export async function retireFeedToken(tx: Db, tokenHash: Buffer): Promise<void> {
  await tx.insertInto('retired_feed_token').values({ token_hash: tokenHash }).execute()
}
