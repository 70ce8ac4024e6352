import { type Kysely, sql } from 'kysely'

/** The same key in another order, so that one index lookup finds whether any file of a revision exists. */
export async function up(db: Kysely<never>): Promise<void> {
  // PostgreSQL cuts the generated name of a constraint to 63 characters.
  await sql`
    alter table artifact
      drop constraint artifact_owner_id_options_hash_todos_revision_generator_ver_key,
      add unique (owner_id, todos_revision, options_hash, generator_version)`.execute(db)
}
