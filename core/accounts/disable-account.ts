import { sql } from 'kysely'
import { AppError } from '../app-error.ts'
import type { Db } from '../database/db.ts'
import { findAccountByName, type StoredAccount } from './accounts.ts'
import { endSessions } from './sessions.ts'

/**
 * Ends the sessions of an account and keeps it from signing in. Its access tokens and feeds are refused until it is enabled
 * again; its todos and jobs stay. Each server knows within five seconds, see `find-principal.ts`.
 *
 * @returns whether it was enabled before
 * @throws AppError notFound; conflict for the last administrator, without whom only an operator could help
 */
export const disableAccount = (db: Db, name: string): Promise<boolean> =>
  db.transaction().execute(async tx => {
    // Locks all of them: two administrators must not be disabled at the same time.
    const { rows: admins } = await sql<{ id: string }>`
      select id from account where is_admin and disabled_at is null order by id for no key update`.execute(tx)
    const { id, disabledAt } = await getAccountByName(tx, name)
    if (disabledAt !== null) return false
    if (admins.length === 1 && admins[0]?.id === id)
      throw new AppError('conflict', 'This is the last administrator: invite another one first')
    await tx
      .updateTable('account')
      .set({ disabled_at: sql`now()` })
      .where('id', '=', id)
      .execute()
    await endSessions(tx, id)
    return true
  })

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

/** Without regard to case. @throws AppError notFound */
export async function getAccountByName(db: Db, name: string): Promise<StoredAccount> {
  const account = await findAccountByName(db, name)
  if (!account) throw new AppError('notFound', `There is no account named ${name}`)
  return account
}
