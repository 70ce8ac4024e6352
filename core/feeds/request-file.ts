import { sql } from 'kysely'
import { v7 as uuidv7 } from 'uuid'
import type { FeedOptions } from '../../schema/calendar-feed.ts'
import { type CalendarJobState, isTerminal } from '../../schema/calendar-job.ts'
import type { OwnerId } from '../../schema/owner.ts'
import { insertCalendarJobs } from '../calendar-jobs/insert.ts'
import type { Db } from '../database/db.ts'
import { currentFileKey, toJobOptions } from './feed-file-key.ts'
import { adoptFile } from './feed-file.ts'
import { toWindow } from './feed-row.ts'
import { replaceUnknownTimeZone } from './known-time-zone.ts'

/**
 * - `ready`: the feed's file is of the current edition and at least of the revision asked for.
 * - `failed`: the last job failed a moment ago, or another one may not be ordered.
 * - `job`: it is being made, since `ageMs`; `isNew` when the job was only just written, and is to be sent.
 */
export type FileRequest = 'ready' | 'failed' | { jobId: string; ageMs: number; isNew: boolean }

type Row = {
  owner_id: OwnerId
  name: string
  options: FeedOptions
  days_back: number | null
  days_ahead: number | null
  version: number
  file_edition: string | null
  file_revision: number | null
  job_id: string | null
  job_edition: string | null
  job_state: CalendarJobState | null
  job_age_ms: number
  has_failed_lately: boolean
  /** Of what the last job made, if it is there to be taken. */
  made_revision: number | null
  is_adopted: boolean
}

/**
 * Sees to it that a feed's file is made, by one job however many ask, in however many processes: whoever has the feed's
 * row looks first at what the job before has come to.
 *
 * @param wanted `minRevision` is of the todos; with `mayOrder` false no new job is written
 */
export async function requestFile(
  db: Db,
  feedId: string,
  { minRevision, mayOrder }: { minRevision: number; mayOrder: boolean },
  firstSendAfterMs: number,
): Promise<FileRequest> {
  return db.transaction().execute(async tx => {
    const feed = await lockAndRead(tx, feedId)
    // Deleted meanwhile: whoever asked for it finds that out by itself.
    if (!feed) return 'ready'
    const { options } = replaceUnknownTimeZone(feed.options)
    const settings = { ...feed, options, window: toWindow(feed) }
    const edition = currentFileKey(settings)
    const isEnough = (fileKey: string | null, revision: number | null) =>
      fileKey === edition.id && revision !== null && revision >= minRevision

    if (isEnough(feed.file_edition, feed.file_revision)) return 'ready'
    if (feed.made_revision !== null && !feed.is_adopted) {
      await adoptFile(tx, feedId)
      if (isEnough(feed.job_edition, feed.made_revision)) return 'ready'
    }
    if (feed.job_id !== null && feed.job_edition === edition.id) {
      if (feed.job_state !== null && !isTerminal(feed.job_state)) {
        return { jobId: feed.job_id, ageMs: feed.job_age_ms, isNew: false }
      }
      if (feed.has_failed_lately) return 'failed'
    }
    if (!mayOrder) return 'failed'
    const jobId = uuidv7()
    const job = { jobId, ownerId: feed.owner_id, options: toJobOptions(settings, edition), feedId }
    await insertCalendarJobs(tx, [job], firstSendAfterMs)
    await tx
      .updateTable('calendar_feed')
      .set({ job_id: jobId, job_edition: edition.id })
      .where('id', '=', feedId)
      .execute()
    return { jobId, ageMs: 0, isNew: true }
  })
}

/** A file is deleted an hour after it has expired. Until shortly before that, a feed may still adopt it. */
const adoptable = sql`interval '30 minutes'`

async function lockAndRead(tx: Db, feedId: string): Promise<Row | undefined> {
  // On its own: a statement that had to wait for the lock would join the new row to what was there before it waited.
  await sql`select from calendar_feed where id = ${feedId} for no key update`.execute(tx)
  const { rows } = await sql<Row>`
    select feed.owner_id, feed.name, feed.options, feed.days_back, feed.days_ahead, feed.version,
      feed.file_edition, file.todos_revision as file_revision,
      feed.job_id, feed.job_edition, job.state as job_state,
      extract(epoch from now() - job.created_at)::float8 * 1000 as job_age_ms,
      coalesce(job.state in ('FAILURE', 'REVOKED') and job.finished_at > now() - interval '1 minute', false)
        as has_failed_lately,
      made.todos_revision as made_revision,
      coalesce(made.id = feed.artifact_id and feed.file_edition = feed.job_edition, false) as is_adopted
    from calendar_feed feed
    left join artifact file on file.id = feed.artifact_id
    left join calendar_job job on job.id = feed.job_id
    left join artifact made on made.id = job.artifact_id
      and (made.expires_at > now() - ${adoptable} or made.id = feed.artifact_id)
    where feed.id = ${feedId}`.execute(tx)
  return rows[0]
}
