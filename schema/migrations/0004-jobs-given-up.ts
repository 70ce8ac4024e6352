import { type Kysely, sql } from 'kysely'

/** Lists and counts the few jobs that came to nothing among the many that did not. */
export async function up(db: Kysely<never>): Promise<void> {
  await sql`
    create index calendar_job_given_up on calendar_job (owner_id, state, id desc)
    where feed_id is null and state in ('FAILURE', 'REVOKED')`.execute(db)
}
