import { sql } from 'kysely'
import type { Instant } from '../../schema/instant.ts'
import type { OwnerId } from '../../schema/owner.ts'
import { AppError } from '../app-error.ts'
import type { Db } from '../database/db.ts'
import { createSecret, hashSecret } from '../secrets.ts'
import { lockAccount } from './accounts.ts'

/** `setup` creates the first account, `invitation` another one; `recovery` gives an account another way to sign in. */
export type AccountLink = {
  kind: 'setup' | 'invitation' | 'recovery'
  accountId: OwnerId | null
  /** The name of the account to recover. */
  name: string | null
  isAdmin: boolean
  expiresAt: Instant
}

type NewLink =
  | { kind: 'setup' }
  | { kind: 'invitation'; isAdmin: boolean }
  | { kind: 'recovery'; accountId: OwnerId }

const lifetimeHours: Record<AccountLink['kind'], number> = { setup: 24, invitation: 7 * 24, recovery: 24 }

/** @returns the secret of the link, which is stored nowhere */
export async function createAccountLink(db: Db, link: NewLink): Promise<string> {
  const secret = createSecret()
  await db
    .insertInto('account_link')
    .values({
      token_hash: hashSecret(secret),
      kind: link.kind,
      account_id: link.kind === 'recovery' ? link.accountId : null,
      is_admin: link.kind === 'setup' || (link.kind === 'invitation' && link.isAdmin),
      expires_at: sql`now() + make_interval(hours => ${lifetimeHours[link.kind]})`,
    })
    .execute()
  return secret
}

/** The page that a link opens. The secret is in the fragment, which browsers do not send, so it is in no server's log. */
export const toLinkUrl = (baseUrl: string, secret: string): string => `${baseUrl}/join#${secret}`

/** @throws AppError gone */
export async function getAccountLink(db: Db, secret: string): Promise<AccountLink> {
  const row = await db
    .selectFrom('account_link')
    .leftJoin('account', 'account.id', 'account_link.account_id')
    .select(['kind', 'account_id', 'account.name', 'account_link.is_admin', 'expires_at'])
    .where('token_hash', '=', hashSecret(secret))
    .where('expires_at', '>', sql<Instant>`now()`)
    // The setup link of another server that started at the same time.
    .where(sql<boolean>`(kind <> 'setup' or not exists (select from account))`)
    .where('account.disabled_at', 'is', null)
    .executeTakeFirst()
  if (!row) throw new AppError('gone', 'This link was already used or has expired; ask for another one')
  return {
    kind: row.kind,
    accountId: row.account_id,
    name: row.name,
    isAdmin: row.is_admin,
    expiresAt: row.expires_at,
  }
}

/**
 * Deletes the link, in the transaction that does what it is for, and locks the account to recover.
 *
 * @throws AppError gone if another request has used it
 */
export async function useAccountLink(tx: Db, secret: string): Promise<AccountLink> {
  const link = await getAccountLink(tx, secret)
  // Before the link, like everything else that deletes links of an account.
  if (link.accountId !== null) await lockAccount(tx, link.accountId)
  const deleted = await tx
    .deleteFrom('account_link')
    .where('token_hash', '=', hashSecret(secret))
    .executeTakeFirst()
  if (deleted.numDeletedRows === 0n) throw new AppError('gone', 'This link was already used')
  return link
}

/** Deletes the recovery links of an account. */
export async function deleteLinksOf(tx: Db, accountId: OwnerId): Promise<void> {
  await tx.deleteFrom('account_link').where('account_id', '=', accountId).execute()
}
