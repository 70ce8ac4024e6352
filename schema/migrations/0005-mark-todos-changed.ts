import { type Kysely, sql } from 'kysely'

/**
 * Increments an owner's revision and returns the time, read after its row is locked. `nextRevision` in
 * core/todos/todos-changed.ts explains why this is a function.
 */
export async function up(db: Kysely<never>): Promise<void> {
  await sql`
    create function mark_todos_changed(changed_owner text) returns timestamptz language sql volatile as $$
      select from owner where id = changed_owner for no key update;
      update owner set todos_revision = todos_revision + 1, todos_changed_at = clock_timestamp()
      where id = changed_owner returning todos_changed_at;
    $$`.execute(db)
}
