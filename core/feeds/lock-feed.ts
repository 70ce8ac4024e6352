import { sql } from 'kysely'
import { validate as isUuid } from 'uuid'
import type { OwnerId } from '../../schema/owner.ts'
import { AppError } from '../app-error.ts'
import type { Db } from '../database/db.ts'

/** Locks a feed's row, for what reads it and then writes. @throws AppError notFound, for a malformed id too */
export async function lockFeed(
  tx: Db,
  ownerId: OwnerId,
  id: string,
): Promise<{ tokenHash: Buffer; storedTimeZone: string | null }> {
  const found = isUuid(id)
    ? await tx
        .selectFrom('calendar_feed')
        .select(['token_hash as tokenHash', sql<string | null>`options ->> 'timeZone'`.as('storedTimeZone')])
        .where('id', '=', id)
        .where('owner_id', '=', ownerId)
        .forNoKeyUpdate()
        .executeTakeFirst()
    : undefined
  if (!found) throw new AppError('notFound', 'Feed not found')
  return found
}
