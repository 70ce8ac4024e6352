import { type Kysely, sql } from 'kysely'

/** Lists the attempts whose staged parts may be orphans, so that finding them does not read all parts. */
export async function up(db: Kysely<never>): Promise<void> {
  await sql`
    create table artifact_staging (
      job_id uuid not null,
      attempt int not null,
      primary key (job_id, attempt)
    )`.execute(db)
  await sql`
    insert into artifact_staging (job_id, attempt)
    select distinct job_id, attempt from artifact_part part
    where not exists (
      select from artifact where artifact.job_id = part.job_id and artifact.attempt = part.attempt
    )`.execute(db)
}
