import { type Kysely, sql } from 'kysely'

/** An index to list and count the few failed and cancelled jobs. */
export async function up(db: Kysely<never>): Promise<void> {
  await sql`
    create index calendar_job_given_up on calendar_job (owner_id, state, id desc)
    where feed_id is null and state in ('FAILURE', 'REVOKED')`.execute(db)
}
