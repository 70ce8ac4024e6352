import { sql } from 'kysely'
import type { OwnerId } from '../../schema/owner.ts'
import { AppError } from '../app-error.ts'
import type { Db } from '../database/db.ts'
import { deleteLinksOf } from './account-links.ts'
import { findAccountByName, type StoredAccount } from './accounts.ts'
import { endSessions } from './sessions.ts'

/**
 * Ends the sessions and recovery links of an account and keeps it from signing in. Its access tokens and feeds are refused
 * until it is enabled again; its todos and jobs stay. Each server knows within five seconds, see `find-principal.ts`.
 *
 * @returns whether it was enabled before
 * @throws AppError notFound; conflict for the last administrator
 */
export const disableAccount = (db: Db, name: string): Promise<boolean> =>
  db.transaction().execute(async tx => {
    const administrators = await lockAdministrators(tx)
    const { id, disabledAt } = await getAccountByName(tx, name)
    if (disabledAt !== null) return false
    assertOtherAdministrator(administrators, id)
    await tx
      .updateTable('account')
      .set({ disabled_at: sql`now()` })
      .where('id', '=', id)
      .execute()
    await endSessions(tx, id)
    await deleteLinksOf(tx, id)
    return true
  })

/** Locks the enabled administrators until the end of the transaction: of the last two, only one can go. */
export async function lockAdministrators(tx: Db): Promise<OwnerId[]> {
  const { rows } = await sql<{ id: OwnerId }>`
    select id from account where is_admin and disabled_at is null order by id for no key update`.execute(tx)
  return rows.map(({ id }) => id)
}

/** @throws AppError conflict for the last administrator, without whom only an operator could help */
export function assertOtherAdministrator(administrators: readonly OwnerId[], id: OwnerId): void {
  if (administrators.length === 1 && administrators[0] === id)
    throw new AppError('conflict', 'This is the last administrator: invite another one first')
}

/** @returns whether it was disabled before @throws AppError notFound */
export async function enableAccount(db: Db, name: string): Promise<boolean> {
  const { id } = await getAccountByName(db, name)
  const { numUpdatedRows } = await db
    .updateTable('account')
    .set({ disabled_at: null })
    .where('id', '=', id)
    .where('disabled_at', 'is not', null)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** Ignores case. @throws AppError notFound */
export async function getAccountByName(db: Db, name: string): Promise<StoredAccount> {
  const account = await findAccountByName(db, name)
  if (!account) throw new AppError('notFound', `There is no account named ${name}`)
  return account
}
