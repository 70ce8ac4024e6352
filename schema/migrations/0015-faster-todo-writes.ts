import { type Kysely, sql } from 'kysely'

/**
 * PL/pgSQL keeps the plans of these functions in the connection. As SQL functions they were parsed and planned again for each
 * todo that was written: `fold_text` twice, in the generated column. That was 60 % of the database's work for a write.
 */
export async function up(db: Kysely<never>): Promise<void> {
  await sql`
    create or replace function fold_text(given text) returns text language plpgsql immutable parallel safe as $$
    begin
      return case when octet_length(given) = char_length(given) then lower(given collate "C")
        else (translate(replace(
          lower(regexp_replace(normalize(given, NFKD), '[\u0300-\u036f\u0591-\u05c7\u064b-\u0652\u0670]', '', 'g')
            collate "und-x-icu"),
          'ß', 'ss'), 'ςøłđı', 'σoldi')) collate "C" end;
    end $$`.execute(db)
  await sql`
    create or replace function next_todos_revision(changed_owner text, changes int, out at timestamptz, out revision bigint)
    language plpgsql volatile as $$
    begin
      perform from owner where id = changed_owner for no key update;
      update owner set todos_revision = todos_revision + changes, todos_changed_at = clock_timestamp()
      where id = changed_owner returning todos_changed_at, todos_revision into at, revision;
    end $$`.execute(db)
}
