import { type Kysely, sql } from 'kysely'

/** Calendars that programs subscribe to, and their retired tokens. */
export async function up(db: Kysely<never>): Promise<void> {
  // The artifact of a feed is not deleted when it expires: see `deleteExpiredArtifacts`.
  await sql`
    create table calendar_feed (
      id uuid primary key,
      owner_id text not null references owner,
      token_hash bytea not null unique,
      name text not null,
      options jsonb not null,
      days_back int,
      days_ahead int,
      version int not null default 1,
      job_id uuid,
      job_edition text,
      artifact_id uuid references artifact,
      file_edition text,
      file_modified_at timestamptz,
      fetched_at timestamptz,
      fetched_by text,
      created_at timestamptz not null default now(),
      updated_at timestamptz not null default now(),
      constraint file_or_none check (num_nulls(artifact_id, file_edition, file_modified_at) in (0, 3))
    ) with (fillfactor = 50)`.execute(db)
  await sql`create index calendar_feed_of_owner on calendar_feed (owner_id, id desc)`.execute(db)
  await sql`create index calendar_feed_of_artifact on calendar_feed (artifact_id)`.execute(db)

  await sql`
    create table retired_feed_token (
      token_hash bytea primary key,
      retired_at timestamptz not null default now()
    )`.execute(db)
  await sql`create index retired_feed_token_oldest_first on retired_feed_token (retired_at)`.execute(db)

  // No reference: a job whose feed is deleted finishes like any other.
  await sql`alter table calendar_job add column feed_id uuid`.execute(db)
  await sql`drop index calendar_job_newest_first`.execute(db)
  await sql`create index calendar_job_newest_first on calendar_job (owner_id, id desc) where feed_id is null`.execute(
    db,
  )
  await sql`
    create index calendar_job_of_feeds on calendar_job (finished_at)
    where feed_id is not null and finished_at is not null`.execute(db)
}
