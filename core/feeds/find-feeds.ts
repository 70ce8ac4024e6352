import { validate as isUuid } from 'uuid'
import type { CalendarFeed } from '../../schema/calendar-feed.ts'
import type { OwnerId } from '../../schema/owner.ts'
import { AppError } from '../app-error.ts'
import type { Db } from '../database/db.ts'
import { selectFeeds } from './feed-row.ts'

/** All of them, newest first: there are never more than `maxFeeds`. */
export const listCalendarFeeds = (db: Db, ownerId: OwnerId): Promise<CalendarFeed[]> =>
  selectFeeds(db, ownerId)

/** @throws AppError notFound, for a malformed id too */
export async function getCalendarFeed(db: Db, ownerId: OwnerId, id: string): Promise<CalendarFeed> {
  const [feed] = isUuid(id) ? await selectFeeds(db, ownerId, id) : []
  if (!feed) throw new AppError('notFound', 'Feed not found')
  return feed
}
