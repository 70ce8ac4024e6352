import { type Kysely, sql } from 'kysely'

/**
 * Locks tables until the end of the migration. Writers lock them in various orders and wait for each other's rows: a migration
 * that holds one table while it waits for another would deadlock with them. So it waits for a short time, then lets go of
 * all and tries again.
 */
export async function lockTables(db: Kysely<never>, tables: readonly string[]): Promise<void> {
  const names = tables.map(table => `"${table}"`).join(', ')
  await sql`
    do $$
    declare
      usual text := current_setting('lock_timeout');
    begin
      for attempt in 1 .. 100 loop
        begin
          -- Below deadlock_timeout, after which PostgreSQL would end one of the two.
          perform set_config('lock_timeout', '500ms', true);
          lock table ${sql.raw(names)} in access exclusive mode;
          perform set_config('lock_timeout', usual, true);
          return;
        exception when lock_not_available then
          null;
        end;
      end loop;
      raise lock_not_available using message = 'other transactions keep the tables locked';
    end $$`.execute(db)
}
