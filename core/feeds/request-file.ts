import { sql } from 'kysely'
import type { FeedOptions } from '../../schema/calendar-feed.ts'
import { type CalendarJobState, isTerminal } from '../../schema/calendar-job.ts'
import type { OwnerId } from '../../schema/owner.ts'
import { insertCalendarJobs } from '../calendar-jobs/insert.ts'
import { createId } from '../create-id.ts'
import type { Db } from '../database/db.ts'
import { currentFileKey, toJobOptions } from './feed-file-key.ts'
import { replaceUnknownTimeZone, toWindow } from './feed-row.ts'

/**
 * - `ready`: the feed's file has the current file key and at least the requested revision.
 * - `failed`: the last job failed less than a minute ago, or a new job is not allowed.
 * - `jobId`: this job generates the file since `ageMs`; `isNew` when it was just inserted and must be enqueued.
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
  /** Todos revision of the last job's artifact, if the feed can still adopt it. */
  made_revision: number | null
  is_adopted: boolean
}

/**
 * Ensures that one job generates a feed's file, however many requests and processes need it: the holder of the row lock
 * first checks the result of the previous job.
 *
 * @param wanted `minRevision` is a revision of the todos; `mayCreateJob: false` inserts no new job
 */
export async function requestFile(
  db: Db,
  feedId: string,
  { minRevision, mayCreateJob }: { minRevision: number; mayCreateJob: boolean },
  firstSendAfterMs: number,
): Promise<FileRequest> {
  return db.transaction().execute(async tx => {
    const feed = await lockAndRead(tx, feedId)
    // Deleted in the meantime: the caller's next lookup reports it.
    if (!feed) return 'ready'
    const { options } = replaceUnknownTimeZone(feed.options)
    const settings = { ...feed, options, window: toWindow(feed) }
    const current = currentFileKey(settings)
    const isEnough = (fileKey: string | null, revision: number | null) =>
      fileKey === current.id && revision !== null && revision >= minRevision

    if (isEnough(feed.file_edition, feed.file_revision)) return 'ready'
    if (feed.made_revision !== null && !feed.is_adopted) {
      await adoptFile(tx, feedId)
      if (isEnough(feed.job_edition, feed.made_revision)) return 'ready'
    }
    if (feed.job_id !== null && feed.job_edition === current.id) {
      if (feed.job_state !== null && !isTerminal(feed.job_state)) {
        return { jobId: feed.job_id, ageMs: feed.job_age_ms, isNew: false }
      }
      if (feed.has_failed_lately) return 'failed'
    }
    if (!mayCreateJob) return 'failed'
    const jobId = createId()
    const job = { jobId, ownerId: feed.owner_id, options: toJobOptions(settings, current), feedId }
    await insertCalendarJobs(tx, [job], firstSendAfterMs)
    await tx
      .updateTable('calendar_feed')
      .set({ job_id: jobId, job_edition: current.id })
      .where('id', '=', feedId)
      .execute()
    return { jobId, ageMs: 0, isNew: true }
  })
}

/** An expired artifact is deleted after an hour. A feed can adopt it until shortly before that. */
const adoptable = sql`interval '30 minutes'`

async function lockAndRead(tx: Db, feedId: string): Promise<Row | undefined> {
  // A separate statement: one that waits for the lock would join the new row to rows read before the wait.
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

/**
 * Makes the artifact of the feed's last job the feed's file. When the file changes, its modification time advances by at
 * least a second, because calendar programs compare whole seconds.
 */
async function adoptFile(tx: Db, feedId: string): Promise<void> {
  await restartExpiryGrace(tx, feedId)
  await sql`
    update calendar_feed feed set
      artifact_id = made.id, file_edition = feed.job_edition,
      file_modified_at = case
        when feed.file_edition = feed.job_edition
          and made.sha256 = (select sha256 from artifact before where before.id = feed.artifact_id)
        then feed.file_modified_at
        else greatest(date_trunc('second', clock_timestamp()), feed.file_modified_at + interval '1 second')
      end
    from calendar_job job join artifact made on made.id = job.artifact_id
    where feed.id = ${feedId} and job.id = feed.job_id`.execute(tx)
}

/** Keeps an expired artifact that a feed is about to release: a client may still be downloading it. */
export async function restartExpiryGrace(tx: Db, feedId: string): Promise<void> {
  await sql`
    update artifact set expires_at = now()
    where id = (select artifact_id from calendar_feed where id = ${feedId}) and expires_at < now()`.execute(
    tx,
  )
}
