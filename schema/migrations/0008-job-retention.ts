import { type Kysely, sql } from 'kysely'

/** Indexes to find jobs to delete some days after their end, and the newest id of a deleted job. */
export async function up(db: Kysely<never>): Promise<void> {
  await sql`
    create index calendar_job_finished on calendar_job (finished_at)
    where feed_id is null and state in ('SUCCESS', 'REVOKED')`.execute(db)
  await sql`
    create index calendar_job_failed on calendar_job (finished_at)
    where feed_id is null and state = 'FAILURE'`.execute(db)
  await sql`
    create table deleted_calendar_job (
      only_row boolean primary key default true check (only_row),
      newest_id uuid not null
    )`.execute(db)
}
