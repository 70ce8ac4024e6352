import { sql } from 'kysely'
import type { Instant } from '../../schema/instant.ts'
import type { Db } from '../database/db.ts'

/** An account as an operator sees it. */
export type AccountSummary = {
  name: string
  isAdmin: boolean
  hasPassword: boolean
  passkeys: number
  hasOidc: boolean
  createdAt: Instant
  /** The last use of its existing sessions, access tokens and passkeys; null when none was ever used. */
  lastUsedAt: Instant | null
  disabledAt: Instant | null
}

/** Oldest first. */
export async function listAccounts(db: Db): Promise<AccountSummary[]> {
  const { rows } = await sql<AccountSummary>`
    select name, is_admin as "isAdmin", password_hash is not null as "hasPassword",
      (select count(*)::int from passkey where account_id = account.id) as passkeys,
      oidc_subject is not null as "hasOidc", created_at as "createdAt",
      greatest(
        (select max(last_used_at) from session where account_id = account.id),
        (select max(last_used_at) from access_token where account_id = account.id),
        (select max(last_used_at) from passkey where account_id = account.id)
      ) as "lastUsedAt",
      disabled_at as "disabledAt"
    from account order by created_at, name_key`.execute(db)
  return rows
}
