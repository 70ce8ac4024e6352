import type { OwnerId } from '../../schema/owner.ts'
import type { Db } from '../database/db.ts'

export type InboxFinder = (ownerId: OwnerId) => Promise<number>

const maxKnown = 10_000

/** Finds the id of an owner's inbox, which never changes. */
export function createInboxFinder(db: Db): InboxFinder {
  const known = new Map<OwnerId, number>()
  return async ownerId => {
    const found = known.get(ownerId)
    if (found !== undefined) return found
    const { id } = await db
      .selectFrom('todo_list')
      .select('id')
      .where('owner_id', '=', ownerId)
      .where('is_inbox', '=', true)
      .executeTakeFirstOrThrow()
    if (known.size >= maxKnown) known.clear()
    known.set(ownerId, id)
    return id
  }
}
