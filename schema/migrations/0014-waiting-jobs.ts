import { type Kysely, sql } from 'kysely'

/** An index to find the owners that have waiting jobs, and the oldest of these. */
export async function up(db: Kysely<never>): Promise<void> {
  await sql`
    create index calendar_job_waiting on calendar_job (owner_id, id)
    where state in ('PENDING', 'RETRY')`.execute(db)
}
