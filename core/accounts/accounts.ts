import { type Kysely, sql } from 'kysely'
import { type Account, toNameKey } from '../../schema/account.ts'
import type { Instant } from '../../schema/instant.ts'
import { localOwner, type OwnerId } from '../../schema/owner.ts'
import type { Tables } from '../../schema/tables.ts'
import { AppError } from '../app-error.ts'
import { createId } from '../create-id.ts'
import { type Db, isUniqueViolation } from '../database/db.ts'

export type StoredAccount = Account & {
  id: OwnerId
  passwordHash: string | null
  hasOidc: boolean
  createdAt: Instant
  disabledAt: Instant | null
}

export async function findAccountByName(db: Db, name: string): Promise<StoredAccount | undefined> {
  const row = await selectAccounts(db).where('name_key', '=', toNameKey(name)).executeTakeFirst()
  return row && toAccount(row)
}

export async function findAccountByOidc(
  db: Db,
  issuer: string,
  subject: string,
): Promise<StoredAccount | undefined> {
  const row = await selectAccounts(db)
    .where('oidc_issuer', '=', issuer)
    .where('oidc_subject', '=', subject)
    .executeTakeFirst()
  return row && toAccount(row)
}

/** @throws AppError notFound */
export async function getAccount(db: Db, id: OwnerId): Promise<StoredAccount> {
  const row = await selectAccounts(db).where('id', '=', id).executeTakeFirst()
  if (!row) throw new AppError('notFound', 'Account not found')
  return toAccount(row)
}

export async function hasAccounts(db: Db): Promise<boolean> {
  const row = await db.selectFrom('account').select('id').limit(1).executeTakeFirst()
  return row !== undefined
}

/** The id of a new account's owner. The first account takes over what was there before. */
export const chooseAccountId = (isFirst: boolean): OwnerId => (isFirst ? localOwner : createId())

/** @throws AppError conflict when the name or the place of the first account is taken */
export async function createAccount(tx: Db, { id, name, isAdmin }: Account & { id: OwnerId }): Promise<void> {
  try {
    await sql`insert into owner (id) values (${id}) on conflict do nothing`.execute(tx)
    await tx
      .insertInto('account')
      .values({ id, name, name_key: toNameKey(name), is_admin: isAdmin })
      .execute()
  } catch (error) {
    throw explainConflict(error)
  }
}

export async function lockAccount(tx: Db, id: OwnerId): Promise<void> {
  await tx.selectFrom('account').select('id').where('id', '=', id).forNoKeyUpdate().execute()
}

/** Locks the account first, so that the number stays true until the transaction ends. */
export async function lockAndCount(tx: Db, id: OwnerId, table: 'access_token' | 'passkey'): Promise<number> {
  await lockAccount(tx, id)
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from ${sql.table(table)} where account_id = ${id}`.execute(tx)
  return rows[0]?.count ?? 0
}

export async function setPassword(tx: Db, id: OwnerId, passwordHash: string): Promise<void> {
  await tx.updateTable('account').set({ password_hash: passwordHash }).where('id', '=', id).execute()
}

/** Replaces the password whose hash is `checked`. @throws AppError unauthenticated if it has been replaced since */
export async function changePassword(
  tx: Db,
  id: OwnerId,
  { checked, passwordHash }: { checked: string | null; passwordHash: string },
): Promise<void> {
  const { numUpdatedRows } = await tx
    .updateTable('account')
    .set({ password_hash: passwordHash })
    .where('id', '=', id)
    .where(sql<boolean>`password_hash is not distinct from ${checked}`)
    .executeTakeFirst()
  if (numUpdatedRows === 0n) throw new AppError('unauthenticated', 'The account has changed; sign in again')
}

/** @throws AppError conflict when the identity belongs to another account */
export async function setOidcIdentity(
  tx: Db,
  id: OwnerId,
  { issuer, subject }: { issuer: string; subject: string },
): Promise<void> {
  try {
    await tx
      .updateTable('account')
      .set({ oidc_issuer: issuer, oidc_subject: subject })
      .where('id', '=', id)
      .execute()
  } catch (error) {
    throw explainConflict(error)
  }
}

function explainConflict(error: unknown): unknown {
  if (!isUniqueViolation(error)) return error
  const { constraint } = error
  if (constraint === 'account_name_key_key') return new AppError('conflict', 'name: already in use')
  if (constraint === 'account_pkey') return new AppError('conflict', 'The first account already exists')
  return new AppError('conflict', 'Another account already signs in this way')
}

const selectAccounts = (db: Kysely<Tables>) =>
  db
    .selectFrom('account')
    .select(['id', 'name', 'is_admin', 'password_hash', 'oidc_subject', 'created_at', 'disabled_at'])

type AccountRow = Awaited<ReturnType<ReturnType<typeof selectAccounts>['execute']>>[number]

const toAccount = (row: AccountRow): StoredAccount => ({
  id: row.id,
  name: row.name,
  isAdmin: row.is_admin,
  passwordHash: row.password_hash,
  hasOidc: row.oidc_subject !== null,
  createdAt: row.created_at,
  disabledAt: row.disabled_at,
})
