import { type Kysely, sql } from 'kysely'

/**
 * Todos that repeat. The deadline is the current occurrence; the completed ones are in a column of the same row, because a
 * todo is always read with them.
 */
export async function up(db: Kysely<never>): Promise<void> {
  await sql`
    alter table todo
      add repeat_rule text,
      add repeat_from text constraint repeat_from_is_known check (repeat_from in ('deadline', 'completion')),
      add repeat_zone text,
      add completions jsonb not null default '[]',
      add constraint repeat_is_complete
        check (num_nulls(repeat_rule, repeat_from, repeat_zone) in (0, 3))`.execute(db)
}
