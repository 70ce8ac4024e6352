import { type Kysely, sql } from 'kysely'

/** So that the export of one account has no tokens of the others. A token stays retired when its owner is gone. */
export async function up(db: Kysely<never>): Promise<void> {
  await sql`alter table retired_feed_token add owner_id text references owner on delete set null`.execute(db)
  // Before accounts there was one owner.
  await sql`update retired_feed_token set owner_id = 'local'`.execute(db)
  await sql`create index retired_feed_token_of_owner on retired_feed_token (owner_id)`.execute(db)
}
