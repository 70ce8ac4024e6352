import type { ColumnType, Generated, JSONColumnType } from 'kysely'
import type { OwnerId } from './owner.ts'
import type { Scope } from './scopes.ts'
import type { SignInAttempt } from './sign-in-attempt.ts'
import type { At, DefaultedAt, OptionalAt } from './tables.ts'

export type AccountTables = {
  account: AccountTable
  passkey: PasskeyTable
  session: SessionTable
  access_token: AccessTokenTable
  account_link: AccountLinkTable
  sign_in_attempt: SignInAttemptTable
}

type AccountTable = {
  /** The id of the owner; `local` for the first account. */
  id: OwnerId
  name: string
  name_key: string
  is_admin: Generated<boolean>
  /** In the PHC string format; null for accounts that sign in by passkey or OIDC only. */
  password_hash: string | null
  /** What the provider calls the account: both or none. */
  oidc_issuer: string | null
  oidc_subject: string | null
  created_at: DefaultedAt
  disabled_at: OptionalAt
}

type PasskeyTable = {
  /** The credential's id, in base64url. */
  id: string
  account_id: OwnerId
  /** In the COSE format. */
  public_key: Buffer
  /** Increases with each use, unless the authenticator has no counter (0). */
  counter: ColumnType<number, number, number>
  transports: Generated<string[]>
  label: string
  created_at: DefaultedAt
  last_used_at: OptionalAt
}

type SessionTable = {
  id: Generated<string>
  token_hash: Buffer
  account_id: OwnerId
  user_agent: string
  created_at: DefaultedAt
  /** Written at most once a minute. */
  last_used_at: DefaultedAt
  expires_at: At
}

type AccessTokenTable = {
  id: Generated<string>
  token_hash: Buffer
  account_id: OwnerId
  name: string
  /** The first characters of the token, by which people recognize it. */
  prefix: string
  scopes: Scope[]
  created_at: DefaultedAt
  /** Written at most once a minute. */
  last_used_at: OptionalAt
  expires_at: OptionalAt
}

type AccountLinkTable = {
  token_hash: Buffer
  kind: 'setup' | 'invitation' | 'recovery'
  /** The account to recover. */
  account_id: OwnerId | null
  is_admin: Generated<boolean>
  created_at: DefaultedAt
  expires_at: At
}

type SignInAttemptTable = {
  token_hash: Buffer
  data: JSONColumnType<SignInAttempt>
  expires_at: At
}
