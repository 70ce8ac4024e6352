import { createHash, randomBytes } from 'node:crypto'

const secretBytes = 32

/**
 * 256 random bits as 43 URL-safe characters: for sessions, tokens, links and the URLs of feeds. A secret is given out once;
 * only its hash is stored.
 */
export const createSecret = (): string => randomBytes(secretBytes).toString('base64url')

/** Checks the form only, without the database. */
export const isSecret = (text: string): boolean => /^[\w-]{43}$/.test(text)

// A fast hash is enough: random secrets cannot be guessed from a dictionary.
export const hashSecret = (secret: string): Buffer => createHash('sha256').update(secret).digest()
