import { type Kysely, sql } from 'kysely'

/**
 * Imports are jobs of another kind: they have a file to read instead of one to make, counts instead of a result, and a report
 * that is written with the todos, batch by batch.
 */
export async function up(db: Kysely<never>): Promise<void> {
  // A worker of the previous release takes an import for a calendar. It cannot finish it, so that another one gets it.
  await sql`
    alter table calendar_job
      add kind text not null default 'calendar' constraint kind_is_known check (kind in ('calendar', 'import')),
      add counts jsonb,
      add constraint import_has_no_artifact check (kind = 'calendar' or artifact_id is null)`.execute(db)
  await sql`
    create index calendar_job_imports on calendar_job (owner_id, id desc) where kind = 'import'`.execute(db)

  await sql`
    create table import_file (
      id uuid primary key,
      owner_id text not null references owner,
      created_at timestamptz not null default now()
    )`.execute(db)
  await sql`create index import_file_oldest_first on import_file (created_at)`.execute(db)
  await sql`
    create table import_file_part (
      file_id uuid not null references import_file on delete cascade,
      n int not null,
      bytes bytea not null,
      primary key (file_id, n)
    )`.execute(db)
  await sql`alter table import_file_part alter bytes set storage external`.execute(db)

  await sql`
    create table import_report (
      job_id uuid not null references calendar_job on delete cascade,
      first int not null,
      entries jsonb not null,
      primary key (job_id, first)
    )`.execute(db)

  await sql`alter table todo add import_hash text`.execute(db)
}
