import { sql } from 'kysely'
import type { Instant } from '../../schema/instant.ts'
import type { OwnerId } from '../../schema/owner.ts'
import { AppError } from '../app-error.ts'
import { type Db, isUniqueViolation } from '../database/db.ts'
import { lockAndCount } from './accounts.ts'

export type Passkey = { id: string; label: string; createdAt: Instant; lastUsedAt: Instant | null }

/** What is needed to verify a signature of a passkey. */
export type StoredPasskey = {
  /** The credential's id, in base64url. */
  id: string
  accountId: OwnerId
  /** In the COSE format. */
  publicKey: Buffer
}

export type NewPasskey = {
  id: string
  publicKey: Buffer
  /** 0 when the authenticator has no counter. */
  counter: number
  /** How browsers reach the authenticator, such as `usb` or `internal`. */
  transports: string[]
  label: string
}

const maxPasskeys = 50

/** @param tx a transaction @throws AppError conflict beyond 50 passkeys, and for one that is registered already */
export async function addPasskey(tx: Db, accountId: OwnerId, passkey: NewPasskey): Promise<void> {
  if ((await lockAndCount(tx, accountId, 'passkey')) >= maxPasskeys)
    throw new AppError('conflict', `There are already ${maxPasskeys} passkeys; remove one first`)
  try {
    await tx
      .insertInto('passkey')
      .values({
        id: passkey.id,
        account_id: accountId,
        public_key: passkey.publicKey,
        counter: passkey.counter,
        transports: passkey.transports,
        label: passkey.label,
      })
      .execute()
  } catch (error) {
    if (!isUniqueViolation(error)) throw error
    throw new AppError('conflict', 'This passkey is already registered')
  }
}

/** Oldest first. */
export async function listPasskeys(db: Db, accountId: OwnerId): Promise<Passkey[]> {
  const rows = await db
    .selectFrom('passkey')
    .select(['id', 'label', 'created_at', 'last_used_at'])
    .where('account_id', '=', accountId)
    .orderBy('created_at')
    .execute()
  return rows.map(row => ({
    id: row.id,
    label: row.label,
    createdAt: row.created_at,
    lastUsedAt: row.last_used_at,
  }))
}

/** What a browser needs to recognize the passkeys of an account. */
export const listCredentials = (
  db: Db,
  accountId: OwnerId,
): Promise<{ id: string; transports: string[] }[]> =>
  db.selectFrom('passkey').select(['id', 'transports']).where('account_id', '=', accountId).execute()

export async function findPasskey(db: Db, id: string): Promise<StoredPasskey | undefined> {
  const row = await db
    .selectFrom('passkey')
    .select(['id', 'account_id', 'public_key'])
    .where('id', '=', id)
    .executeTakeFirst()
  return row && { id: row.id, accountId: row.account_id, publicKey: row.public_key }
}

/**
 * Records a verified use. WebAuthn §6.1.1: the counter of an authenticator rises with each signature, unless it has none and
 * sends 0. One that does not rise comes from a copy of the passkey, or from before one that was used.
 *
 * @returns whether the counter is right; only then is anything recorded
 */
export async function usePasskey(db: Db, id: string, counter: number): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('passkey')
    .set({ counter, last_used_at: sql<Instant>`now()` })
    .where('id', '=', id)
    .where(sql<boolean>`(counter < ${counter} or (counter = 0 and ${counter} = 0))`)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** @returns whether there was one @throws AppError conflict when the account has no other way to sign in */
export const deletePasskey = (db: Db, accountId: OwnerId, id: string): Promise<boolean> =>
  db.transaction().execute(async tx => {
    // Locks the account: of its last two passkeys, only one can be deleted at the same time.
    const account = await tx
      .selectFrom('account')
      .select(['password_hash', 'oidc_subject'])
      .where('id', '=', accountId)
      .forNoKeyUpdate()
      .executeTakeFirstOrThrow()
    const passkeys = await listCredentials(tx, accountId)
    if (!passkeys.some(passkey => passkey.id === id)) return false
    if (passkeys.length === 1 && account.password_hash === null && account.oidc_subject === null) {
      throw new AppError('conflict', 'This is the last way to sign in: set a password or add another passkey')
    }
    await tx.deleteFrom('passkey').where('id', '=', id).execute()
    return true
  })
