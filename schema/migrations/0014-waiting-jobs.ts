import { type Kysely, sql } from 'kysely'

/**
 * An index to find the owners that have waiting jobs, and the oldest of these. Its condition is written so that only queries
 * with the same words match: with a plain `state in (…)`, PostgreSQL would use it for claims, which know the ids of their jobs.
 */
export async function up(db: Kysely<never>): Promise<void> {
  await sql`
    create index calendar_job_waiting on calendar_job (owner_id, id)
    where case when state in ('PENDING', 'RETRY') then true end`.execute(db)
}
