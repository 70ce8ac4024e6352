import type { OwnerId } from '../../schema/owner.ts'
import { AppError } from '../app-error.ts'
import type { Db } from '../database/db.ts'
import { deleteLinksOf, useAccountLink } from './account-links.ts'
import { chooseAccountId, createAccount, getAccount, type StoredAccount } from './accounts.ts'
import { endSessions } from './sessions.ts'

type Joining = {
  /** The secret of the link. */
  link: string
  /** The name of the new account; not needed at a recovery. */
  name: string | undefined
  /** The id of the new account; chosen here by default. */
  id?: OwnerId | undefined
}

/**
 * Uses a link: creates the account, or at a recovery ends its sessions and its other links, and stores its way to sign in.
 * All of it happens, or nothing.
 *
 * @throws AppError gone, conflict, badInput
 */
export const joinByLink = (
  db: Db,
  { link, name, id }: Joining,
  addCredential: (tx: Db, accountId: OwnerId) => Promise<void>,
): Promise<StoredAccount> =>
  db.transaction().execute(async tx => {
    const { kind, accountId, isAdmin } = await useAccountLink(tx, link)
    if (accountId !== null) {
      await endSessions(tx, accountId)
      await deleteLinksOf(tx, accountId)
      await addCredential(tx, accountId)
      return getAccount(tx, accountId)
    }
    if (name === undefined) throw new AppError('badInput', 'missing name')
    const newId = kind === 'setup' || id === undefined ? chooseAccountId(kind === 'setup') : id
    await createAccount(tx, { id: newId, name, isAdmin })
    await addCredential(tx, newId)
    return getAccount(tx, newId)
  })
