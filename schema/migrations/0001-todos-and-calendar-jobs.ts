import { type Kysely, sql } from 'kysely'

/** The first schema: todos of owners, calendar jobs with their attempts, and the artifacts that jobs publish. */
export async function up(db: Kysely<never>): Promise<void> {
  await sql`
    create table owner (
      id text primary key,
      todos_revision bigint not null default 0,
      todos_changed_at timestamptz not null default clock_timestamp()
    ) with (fillfactor = 50)`.execute(db)
  await sql`insert into owner (id) values ('local')`.execute(db)

  // A statement has one timestamp: a todo that was never changed has the same in all three columns.
  // The check keeps out 'infinity' and years that calendar files and the doors cannot show.
  await sql`
    create table todo (
      id bigint generated always as identity primary key,
      uid uuid not null default gen_random_uuid(),
      owner_id text not null references owner,
      title text not null,
      description text,
      completed boolean not null default false,
      completed_at timestamptz,
      deadline_at timestamptz
        constraint deadline_in_range check (deadline_at >= '1900-01-01Z' and deadline_at < '4501-01-01Z'),
      revision int not null default 0,
      created_at timestamptz not null default statement_timestamp(),
      updated_at timestamptz not null default statement_timestamp(),
      revised_at timestamptz not null default statement_timestamp()
    )`.execute(db)
  await sql`create index todo_newest_first on todo (owner_id, created_at desc, id desc)`.execute(db)
  await sql`create index todo_by_deadline on todo (owner_id, deadline_at) where deadline_at is not null`.execute(
    db,
  )

  await sql`
    create table calendar_job (
      id uuid primary key,
      owner_id text not null references owner,
      state text not null default 'PENDING'
        check (state in ('PENDING', 'STARTED', 'RETRY', 'SUCCESS', 'FAILURE', 'REVOKED')),
      version int not null default 1,
      options jsonb not null,
      retry_of uuid,
      attempt int not null default 0,
      failures int not null default 0,
      done int not null default 0,
      total int,
      written int,
      skipped jsonb,
      error text,
      artifact_id uuid,
      enqueued_at timestamptz,
      sends int not null default 0,
      run_at timestamptz not null default now(),
      lease_until timestamptz,
      due_at timestamptz,
      created_at timestamptz not null default now(),
      started_at timestamptz,
      finished_at timestamptz,
      constraint due_until_terminal check ((due_at is null) = (state in ('SUCCESS', 'FAILURE', 'REVOKED')))
    ) with (fillfactor = 70)`.execute(db)
  await sql`create index calendar_job_newest_first on calendar_job (owner_id, id desc)`.execute(db)
  await sql`create index calendar_job_due on calendar_job (due_at) where due_at is not null`.execute(db)

  await sql`
    create table calendar_job_attempt (
      job_id uuid not null references calendar_job on delete cascade,
      attempt int not null,
      worker text not null,
      started_at timestamptz not null default now(),
      ended_at timestamptz,
      error text,
      primary key (job_id, attempt)
    )`.execute(db)
  // Readiness asks whether anything was claimed lately; rows come in the order of time, so a tiny index serves.
  await sql`create index calendar_job_attempt_by_start on calendar_job_attempt using brin (started_at)`.execute(
    db,
  )

  await sql`
    create table idempotency_key (
      owner_id text not null references owner,
      key text not null,
      request_hash text not null,
      job_id uuid not null,
      created_at timestamptz not null default now(),
      primary key (owner_id, key)
    )`.execute(db)
  await sql`create index idempotency_key_oldest_first on idempotency_key (created_at)`.execute(db)

  await sql`
    create table artifact (
      id uuid primary key default gen_random_uuid(),
      owner_id text not null references owner,
      options_hash text not null,
      todos_revision bigint not null,
      generator_version int not null,
      job_id uuid not null,
      attempt int not null,
      sha256 text not null,
      bytes bigint not null,
      gzip_bytes bigint not null,
      total int not null,
      written int not null,
      skipped jsonb not null,
      created_at timestamptz not null default now(),
      expires_at timestamptz not null,
      unique (owner_id, options_hash, todos_revision, generator_version),
      unique (job_id, attempt)
    )`.execute(db)
  await sql`create index artifact_by_expiry on artifact (expires_at)`.execute(db)

  await sql`
    create table artifact_part (
      job_id uuid not null,
      attempt int not null,
      n int not null,
      bytes bytea not null,
      primary key (job_id, attempt, n)
    )`.execute(db)
  // The bytes are gzip already: compressing them again would only cost time.
  await sql`alter table artifact_part alter bytes set storage external`.execute(db)
}
