import { sql } from 'kysely'
import type { OwnerId } from '../../schema/owner.ts'
import { AppError } from '../app-error.ts'
import type { Db } from '../database/db.ts'
import { deleteFeedsOf } from './delete-owned-rows.ts'
import { assertOtherAdministrator, lockAdministrators } from './disable-account.ts'

/**
 * Deletes an account, with its sessions, access tokens, passkeys and links, and its feeds, whose URLs answer 410. This is one
 * short transaction; the todos, jobs and files are left to `deleteOwnedRows`, which the maintenance loop calls.
 *
 * @throws AppError notFound; conflict for the last administrator
 */
export const deleteAccount = (db: Db, id: OwnerId): Promise<void> =>
  db.transaction().execute(async tx => {
    assertOtherAdministrator(await lockAdministrators(tx), id)
    const { numDeletedRows } = await tx.deleteFrom('account').where('id', '=', id).executeTakeFirst()
    if (numDeletedRows === 0n) throw new AppError('notFound', 'Account not found')
    await sql`delete from sign_in_attempt where data ->> 'accountId' = ${id}`.execute(tx)
    await tx
      .updateTable('owner')
      .set({ deleted_at: sql`now()` })
      .where('id', '=', id)
      .execute()
    await deleteFeedsOf(tx, id)
  })
