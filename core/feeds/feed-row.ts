import { type CalendarFeed, feedOptions, type FeedWindow } from '../../schema/calendar-feed.ts'
import type { OwnerId } from '../../schema/owner.ts'
import type { Db } from '../database/db.ts'
import { replaceUnknownTimeZone } from './known-time-zone.ts'

type WindowColumns = { days_back: number | null; days_ahead: number | null }

export const toWindow = ({ days_back, days_ahead }: WindowColumns): FeedWindow | null =>
  days_back === null && days_ahead === null ? null : { daysBack: days_back, daysAhead: days_ahead }

export const toWindowColumns = (window: FeedWindow | null): WindowColumns => ({
  days_back: window?.daysBack ?? null,
  days_ahead: window?.daysAhead ?? null,
})

/** The feeds of an owner, newest first. */
export async function selectFeeds(db: Db, ownerId: OwnerId, id?: string): Promise<CalendarFeed[]> {
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
      // Of the time before an option existed, they lack its default.
      options: feedOptions.parse(options),
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
