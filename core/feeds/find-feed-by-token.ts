import { sql } from 'kysely'
import type { FeedOptions, FeedWindow } from '../../schema/calendar-feed.ts'
import type { Instant } from '../../schema/instant.ts'
import { AppError } from '../app-error.ts'
import { createBatcher } from '../concurrency/batcher.ts'
import type { AttemptRef } from '../calendar-jobs/leases.ts'
import type { Db } from '../database/db.ts'
import { replaceUnknownTimeZone, toWindow } from './feed-row.ts'
import { hashSecret } from '../secrets.ts'

/** Everything needed to answer a feed request. */
export type FeedByToken = {
  id: string
  name: string
  options: FeedOptions
  window: FeedWindow | null
  version: number
  /** The current revision of the todos. */
  todosRevision: number
  /** The last good file. */
  file: FeedFile | undefined
  isFetchRecorded: boolean
}

export type FeedFile = {
  fileKey: string
  todosRevision: number
  modifiedAt: Instant
  sha256: string
  bytes: number
  gzipBytes: number
  parts: AttemptRef
}

/** @throws AppError notFound, for a feed of a disabled account too; gone for a retired token or a deleted account */
export type FeedFinder = (token: string) => Promise<FeedByToken>

type Row = {
  hash: string
  is_retired: boolean
  is_disabled: boolean
  is_deleted: boolean
  id: string | null
  name: string
  options: FeedOptions
  days_back: number | null
  days_ahead: number | null
  version: number
  todos_revision: number
  is_fetch_recorded: boolean
  file_edition: string | null
  file_modified_at: Instant
  file_revision: number
  sha256: string
  bytes: number
  gzip_bytes: number
  job_id: string
  attempt: number
}

const maxBatchSize = 500

/** Batches lookups: thousands of calendar programs send their requests at the full hour. */
export function createFeedFinder(db: Db): FeedFinder {
  const find = createBatcher<string, Row | undefined>(async hashes => {
    const { rows } = await sql<Row>`
      select encode(asked.hash, 'hex') as hash, retired.token_hash is not null as is_retired,
        account.disabled_at is not null as is_disabled, owner.deleted_at is not null as is_deleted,
        feed.id, feed.name, feed.options, feed.days_back, feed.days_ahead, feed.version, owner.todos_revision,
        coalesce(feed.fetched_at > now() - interval '1 minute', false) as is_fetch_recorded,
        feed.file_edition, feed.file_modified_at, artifact.todos_revision as file_revision,
        artifact.sha256, artifact.bytes, artifact.gzip_bytes, artifact.job_id, artifact.attempt
      from unnest(${[...new Set(hashes)].map(hash => Buffer.from(hash, 'hex'))}::bytea[]) as asked (hash)
      left join retired_feed_token retired on retired.token_hash = asked.hash
      left join calendar_feed feed on feed.token_hash = asked.hash
      left join owner on owner.id = feed.owner_id
      left join account on account.id = feed.owner_id
      left join artifact on artifact.id = feed.artifact_id`.execute(db)
    const found = new Map(rows.map(row => [row.hash, row]))
    return hashes.map(hash => found.get(hash))
  }, maxBatchSize)

  return async token => {
    const row = await find(hashSecret(token).toString('hex'))
    // A feed that was in use is not deleted at once with its account.
    if (row?.is_retired || row?.is_deleted) throw new AppError('gone', 'This calendar no longer exists')
    // The account can be enabled again, and programs do not come back after a 410.
    if (!row || row.id === null || row.is_disabled) throw new AppError('notFound', 'Not found')
    return toFeedByToken(row, row.id)
  }
}

const toFeedByToken = (row: Row, id: string): FeedByToken => ({
  id,
  name: row.name,
  options: replaceUnknownTimeZone(row.options).options,
  window: toWindow(row),
  version: row.version,
  todosRevision: row.todos_revision,
  file:
    row.file_edition === null
      ? undefined
      : {
          fileKey: row.file_edition,
          todosRevision: row.file_revision,
          modifiedAt: row.file_modified_at,
          sha256: row.sha256,
          bytes: row.bytes,
          gzipBytes: row.gzip_bytes,
          parts: { id: row.job_id, attempt: row.attempt },
        },
  isFetchRecorded: row.is_fetch_recorded,
})
