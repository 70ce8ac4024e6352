import { type Kysely, sql } from 'kysely'

/** Set when the account is deleted: what the owner has is deleted afterwards, in batches. */
export async function up(db: Kysely<never>): Promise<void> {
  await sql`alter table owner add deleted_at timestamptz`.execute(db)
}
