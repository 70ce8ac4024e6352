import { sql } from 'kysely'
import { validate as isUuid } from 'uuid'
import { type CalendarFeed, completeFeedOptions } from '../../schema/calendar-feed.ts'
import type { OwnerId } from '../../schema/owner.ts'
import { AppError } from '../app-error.ts'
import type { Db } from '../database/db.ts'
import { replaceUnknownTimeZone, toWindow } from './feed-row.ts'

/** Returns all feeds, newest first: there are never more than `MAX_FEEDS`. */
export const listCalendarFeeds = (db: Db, ownerId: OwnerId): Promise<CalendarFeed[]> =>
  selectFeeds(db, ownerId)

/** @throws AppError notFound, for a malformed id too */
export async function getCalendarFeed(db: Db, ownerId: OwnerId, id: string): Promise<CalendarFeed> {
  const [feed] = isUuid(id) ? await selectFeeds(db, ownerId, id) : []
  if (!feed) throw new AppError('notFound', 'Feed not found')
  return feed
}

/** Locks a feed's row before a read that a write depends on. @throws AppError notFound, for a malformed id too */
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

/** Newest first. */
async function selectFeeds(db: Db, ownerId: OwnerId, id?: string): Promise<CalendarFeed[]> {
  const rows = await db
    .selectFrom('calendar_feed as feed')
    .leftJoin('artifact', 'artifact.id', 'feed.artifact_id')
    .leftJoin('calendar_job as job', 'job.id', 'feed.job_id')
    .selectAll('feed')
    .select(['artifact.bytes', 'artifact.written', 'artifact.skipped', 'job.state', 'job.error'])
    .where('feed.owner_id', '=', ownerId)
    .$if(id !== undefined, query => query.where('feed.id', '=', id ?? ''))
    .orderBy('feed.id', 'desc')
    .execute()
  return rows.map(row => {
    const { options, error } = replaceUnknownTimeZone(row.options)
    return {
      id: row.id,
      name: row.name,
      options: completeFeedOptions(options),
      window: toWindow(row),
      file: toFile(row),
      error: row.state === 'FAILURE' ? row.error : error,
      lastFetch: row.fetched_at === null ? null : { at: row.fetched_at, by: row.fetched_by },
      createdAt: row.created_at,
      updatedAt: row.updated_at,
    }
  })
}

type FileColumns = {
  bytes: number | null
  written: number | null
  skipped: NonNullable<CalendarFeed['file']>['skipped'] | null
  file_modified_at: string | null
}

function toFile({ bytes, written, skipped, file_modified_at }: FileColumns): CalendarFeed['file'] {
  if (bytes === null || written === null || skipped === null || file_modified_at === null) return null
  return { bytes, written, skipped, modifiedAt: file_modified_at }
}
