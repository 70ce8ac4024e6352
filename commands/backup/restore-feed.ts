import { sql } from 'kysely'
import { createId } from '../../core/create-id.ts'
import type { Db } from '../../core/database/db.ts'
import { createSecret, hashSecret } from '../../core/secrets.ts'
import type { OwnerId } from '../../schema/owner.ts'
import type { FeedEntry, RetiredTokenEntry } from './entries.ts'

/** No list has this id. Leaving a deleted list out could leave an empty choice of lists, which means all todos. */
const noList = '0'

/**
 * Restores a feed at its URL, even if it was deleted or rotated since. A URL that belongs to another account stays with it: the
 * feed then needs a new one.
 *
 * @param newListIds by the ids in the export, which the options have
 * @returns whether the feed has its URL
 */
export async function restoreFeed(
  tx: Db,
  ownerId: OwnerId,
  feed: FeedEntry,
  newListIds: ReadonlyMap<string, string>,
): Promise<boolean> {
  const renamed = (lists: unknown) =>
    Array.isArray(lists) ? lists.map(id => newListIds.get(String(id)) ?? noList) : undefined
  const options = {
    ...feed.options,
    list: renamed(feed.options['list']),
    withoutList: renamed(feed.options['withoutList']),
  }
  const tokenHash = Buffer.from(feed.tokenHash, 'hex')
  const { rows } = await sql<{ is_id_taken: boolean; is_url_taken: boolean }>`
    select exists (select from calendar_feed where id = ${feed.id}) as is_id_taken,
      exists (select from calendar_feed where token_hash = ${tokenHash})
        or exists (select from retired_feed_token where token_hash = ${tokenHash} and owner_id <> ${ownerId}) as is_url_taken
    `.execute(tx)
  const { is_id_taken: isIdTaken = false, is_url_taken: isUrlTaken = false } = rows[0] ?? {}
  if (!isUrlTaken) await sql`delete from retired_feed_token where token_hash = ${tokenHash}`.execute(tx)
  await sql`
    insert into calendar_feed (
      id, owner_id, token_hash, name, options, days_back, days_ahead, version, fetched_at, fetched_by, created_at, updated_at
    ) values (
      ${isIdTaken ? createId() : feed.id}, ${ownerId}, ${isUrlTaken ? hashSecret(createSecret()) : tokenHash}, ${feed.name},
      ${JSON.stringify(options)}, ${feed.daysBack}, ${feed.daysAhead}, ${feed.version}, ${feed.fetchedAt}, ${feed.fetchedBy},
      ${feed.createdAt}, ${feed.updatedAt}
    )`.execute(tx)
  return !isUrlTaken
}

/** Keeps a token invalid, unless a feed has it. */
export async function restoreRetiredToken(
  tx: Db,
  ownerId: OwnerId,
  { tokenHash, retiredAt }: RetiredTokenEntry,
): Promise<void> {
  const hash = Buffer.from(tokenHash, 'hex')
  await sql`
    insert into retired_feed_token (token_hash, owner_id, retired_at)
    select ${hash}, ${ownerId}, ${retiredAt}
    where not exists (select from calendar_feed where token_hash = ${hash})
    on conflict do nothing`.execute(tx)
}
