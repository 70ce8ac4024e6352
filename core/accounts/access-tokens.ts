import { sql } from 'kysely'
import type { Instant } from '../../schema/instant.ts'
import type { OwnerId } from '../../schema/owner.ts'
import type { Scope } from '../../schema/scopes.ts'
import { AppError } from '../app-error.ts'
import type { Db } from '../database/db.ts'
import { lockAndCount } from './accounts.ts'
import { createSecret, hashSecret, isSecret } from '../secrets.ts'

export type AccessToken = {
  id: string
  name: string
  prefix: string
  scopes: Scope[]
  createdAt: Instant
  expiresAt: Instant | null
  lastUsedAt: Instant | null
}

export type NewAccessToken = {
  name: string
  scopes: readonly Scope[]
  /** Null: it does not expire. */
  expiresInDays: number | null
}

const tokenPrefix = 'tof_'
const shownLength = 8
const maxTokens = 100

/** Checks the form only, without the database. */
export const isAccessToken = (text: string): boolean =>
  text.startsWith(tokenPrefix) && isSecret(text.slice(tokenPrefix.length))

/** @returns the token itself, which is stored nowhere @throws AppError conflict beyond 100 tokens */
export const createAccessToken = (
  db: Db,
  accountId: OwnerId,
  { name, scopes, expiresInDays }: NewAccessToken,
): Promise<AccessToken & { token: string }> =>
  db.transaction().execute(async tx => {
    if ((await lockAndCount(tx, accountId, 'access_token')) >= maxTokens) {
      throw new AppError('conflict', `There are already ${maxTokens} access tokens; revoke one first`)
    }
    const token = tokenPrefix + createSecret()
    const row = await tx
      .insertInto('access_token')
      .values({
        token_hash: hashSecret(token),
        account_id: accountId,
        name,
        prefix: token.slice(0, shownLength),
        scopes: [...scopes],
        expires_at:
          expiresInDays === null ? null : sql<Instant>`now() + make_interval(days => ${expiresInDays})`,
      })
      .returning(columns)
      .executeTakeFirstOrThrow()
    return { ...toAccessToken(row), token }
  })

/** Newest first; expired ones too, so that it is visible why a client no longer gets in. */
export async function listAccessTokens(db: Db, accountId: OwnerId): Promise<AccessToken[]> {
  const rows = await db
    .selectFrom('access_token')
    .select(columns)
    .where('account_id', '=', accountId)
    .orderBy('created_at', 'desc')
    .execute()
  return rows.map(toAccessToken)
}

/** @returns whether there was one */
export async function revokeAccessToken(db: Db, accountId: OwnerId, id: string): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom('access_token')
    .where('account_id', '=', accountId)
    .where('id', '=', id)
    .executeTakeFirst()
  return numDeletedRows > 0n
}

const columns = ['id', 'name', 'prefix', 'scopes', 'created_at', 'last_used_at', 'expires_at'] as const

type AccessTokenRow = {
  id: string
  name: string
  prefix: string
  scopes: Scope[]
  created_at: Instant
  last_used_at: Instant | null
  expires_at: Instant | null
}

const toAccessToken = (row: AccessTokenRow): AccessToken => ({
  id: row.id,
  name: row.name,
  prefix: row.prefix,
  scopes: row.scopes,
  createdAt: row.created_at,
  expiresAt: row.expires_at,
  lastUsedAt: row.last_used_at,
})
