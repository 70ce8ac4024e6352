import { sql } from 'kysely'
import type { Instant } from '../../schema/instant.ts'
import type { OwnerId } from '../../schema/owner.ts'
import { AppError } from '../app-error.ts'
import type { Db } from '../database/db.ts'
import { createSecret, hashSecret } from '../secrets.ts'

export type Session = {
  id: string
  userAgent: string
  createdAt: Instant
  lastUsedAt: Instant
  expiresAt: Instant
}

const maxUserAgentLength = 300

type NewSession = {
  /** As it was read for the sign-in. */
  account: { id: OwnerId; passwordHash: string | null }
  userAgent: string
  maxDays: number
}

/**
 * Creates a session unless the account was disabled or got another password during the sign-in. Both lock the account
 * before they end its sessions: the lock here is taken before or after all of that.
 *
 * @returns the secret for the cookie, which is stored nowhere @throws AppError unauthenticated
 */
export async function createSession(db: Db, { account, userAgent, maxDays }: NewSession): Promise<string> {
  const secret = createSecret()
  const { numAffectedRows } = await sql`
    insert into session (token_hash, account_id, user_agent, expires_at)
    select ${hashSecret(secret)}, id, ${userAgent.slice(0, maxUserAgentLength)}, now() + make_interval(days => ${maxDays})
    from account
    where id = ${account.id} and disabled_at is null and password_hash is not distinct from ${account.passwordHash}
    for share`.execute(db)
  if (numAffectedRows === 0n) throw new AppError('unauthenticated', 'The account has changed; sign in again')
  return secret
}

/** Those that have not expired, last used first. */
export async function listSessions(db: Db, accountId: OwnerId, idleDays: number): Promise<Session[]> {
  const rows = await db
    .selectFrom('session')
    .select(['id', 'user_agent', 'created_at', 'last_used_at', 'expires_at'])
    .where('account_id', '=', accountId)
    .where('expires_at', '>', sql<Instant>`now()`)
    .where('last_used_at', '>', sql<Instant>`now() - make_interval(days => ${idleDays})`)
    .orderBy('last_used_at', 'desc')
    .execute()
  return rows.map(row => ({
    id: row.id,
    userAgent: row.user_agent,
    createdAt: row.created_at,
    lastUsedAt: row.last_used_at,
    expiresAt: row.expires_at,
  }))
}

/** @returns whether there was one */
export async function endSession(db: Db, accountId: OwnerId, id: string): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom('session')
    .where('account_id', '=', accountId)
    .where('id', '=', id)
    .executeTakeFirst()
  return numDeletedRows > 0n
}

/** Ends every session of the account, or every one but one. */
export async function endSessions(db: Db, accountId: OwnerId, exceptId?: string): Promise<void> {
  await db
    .deleteFrom('session')
    .where('account_id', '=', accountId)
    .$if(exceptId !== undefined, query => query.where('id', '<>', exceptId as string))
    .execute()
}
