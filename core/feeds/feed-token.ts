import { createHash, randomBytes } from 'node:crypto'
import type { Db } from '../database/db.ts'

const tokenBytes = 32

/** 43 URL-safe characters. Anyone with the token can read the feed; it is shown once, and only its hash is stored. */
export const createFeedToken = (): string => randomBytes(tokenBytes).toString('base64url')

/** Checks the form only, without the database. */
export const isFeedToken = (text: string): boolean => /^[\w-]{43}$/.test(text)

// A fast hash is enough: random tokens cannot be guessed from a dictionary.
export const hashFeedToken = (token: string): Buffer => createHash('sha256').update(token).digest()

/** From now on requests with this token get 410. */
export async function retireFeedToken(tx: Db, tokenHash: Buffer): Promise<void> {
  await tx.insertInto('retired_feed_token').values({ token_hash: tokenHash }).execute()
}
