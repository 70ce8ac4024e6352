import { createHash, randomBytes } from 'node:crypto'
import type { Db } from '../database/db.ts'

const tokenBytes = 32

/** 43 characters that any URL takes as they are. Whoever has it may read the feed; it is shown once and never stored. */
export const createFeedToken = (): string => randomBytes(tokenBytes).toString('base64url')

/** Whether `text` may be a token at all, told without asking the database. */
export const isFeedToken = (text: string): boolean => /^[\w-]{43}$/.test(text)

// Nothing slow is needed: no list of likely tokens is shorter than the list of all of them.
export const hashFeedToken = (token: string): Buffer => createHash('sha256').update(token).digest()

/** Lets a token answer that what it led to is gone. */
export async function retireFeedToken(tx: Db, tokenHash: Buffer): Promise<void> {
  await tx.insertInto('retired_feed_token').values({ token_hash: tokenHash }).execute()
}
