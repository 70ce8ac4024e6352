import { type Kysely, sql } from 'kysely'
import { lockTables } from './lock-tables.ts'

/**
 * Lists, tags, priorities, search, the change log and the trash. The table of todos is rewritten once, which takes about
 * 20 s for a million todos; its readers and writers wait meanwhile.
 */
export async function up(db: Kysely<never>): Promise<void> {
  await lockTables(db, ['owner', 'todo'])
  // What search compares: without case, accents and vowel points. `foldText` in schema/fold-text.ts does the same.
  await sql`
    create function fold_text(given text) returns text language sql immutable parallel safe as $$
      select case when octet_length(given) = char_length(given) then lower(given collate "C")
        else (translate(replace(
          lower(regexp_replace(normalize(given, NFKD), '[\u0300-\u036f\u0591-\u05c7\u064b-\u0652\u0670]', '', 'g')
            collate "und-x-icu"),
          'ß', 'ss'), 'ςøłđı', 'σoldi')) collate "C" end
    $$`.execute(db)

  await sql`
    create table todo_list (
      id bigint generated always as identity primary key,
      owner_id text not null references owner,
      name text not null,
      color text,
      position int not null,
      is_inbox boolean not null default false,
      created_at timestamptz not null default statement_timestamp(),
      updated_at timestamptz not null default statement_timestamp(),
      constraint todo_list_of_owner unique (owner_id, id)
    )`.execute(db)
  await sql`create unique index todo_list_by_name on todo_list (owner_id, fold_text(name))`.execute(db)
  await sql`create unique index todo_list_inbox on todo_list (owner_id) where is_inbox`.execute(db)
  await sql`
    create function create_inbox() returns trigger language plpgsql as $$
    begin
      insert into todo_list (owner_id, name, position, is_inbox) values (new.id, 'Inbox', 0, true);
      return null;
    end $$`.execute(db)
  await sql`create trigger owner_inbox after insert on owner for each row execute function create_inbox()`.execute(
    db,
  )
  await sql`insert into todo_list (owner_id, name, position, is_inbox) select id, 'Inbox', 0, true from owner`.execute(
    db,
  )

  // A constant default fills the rows without another rewrite.
  const { rows } = await sql<{ id: number }>`select id from todo_list where owner_id = 'local'`.execute(db)
  await sql`
    alter table todo
      alter uid drop default,
      alter uid type text using uid::text,
      alter uid set default gen_random_uuid()::text,
      add list_id bigint default ${sql.lit(rows[0]?.id ?? null)},
      add tags text[] not null default '{}',
      add priority smallint not null default 0 constraint priority_is_known check (priority between 0 and 3),
      add properties text[] not null default '{}',
      add todos_revision bigint not null default 0,
      add search_text text generated always as (
        translate(fold_text(title), E'\n\r', '  ') || E'\n' || coalesce(fold_text(description), '')
      ) stored`.execute(db)
  await sql`
    update todo set list_id = todo_list.id from todo_list
    where todo_list.owner_id = todo.owner_id and is_inbox and todo.owner_id <> 'local'`.execute(db)
  // The list implies the owner: one foreign key is enough, and a second check would make inserts slower.
  await sql`
    alter table todo
      alter list_id drop default,
      alter list_id set not null,
      drop constraint todo_owner_id_fkey,
      add constraint todo_in_list foreign key (owner_id, list_id) references todo_list (owner_id, id)`.execute(
    db,
  )
  await sql`
    create function put_todo_in_inbox() returns trigger language plpgsql as $$
    begin
      select id into new.list_id from todo_list where owner_id = new.owner_id and is_inbox;
      return new;
    end $$`.execute(db)
  await sql`
    create trigger todo_in_inbox before insert on todo
    for each row when (new.list_id is null) execute function put_todo_in_inbox()`.execute(db)
  await sql`create unique index todo_by_uid on todo (owner_id, uid)`.execute(db)
  await sql`create index todo_by_revision on todo (owner_id, todos_revision)`.execute(db)

  await sql`
    create table deleted_todo (
      id bigint primary key,
      owner_id text not null references owner,
      uid text not null,
      todos_revision bigint not null,
      deleted_at timestamptz not null,
      todo jsonb
    )`.execute(db)
  await sql`create index deleted_todo_by_revision on deleted_todo (owner_id, todos_revision)`.execute(db)
  await sql`
    create index deleted_todo_in_trash on deleted_todo (owner_id, deleted_at desc, id desc)
    where todo is not null`.execute(db)
  await sql`create index deleted_todo_by_uid on deleted_todo (owner_id, uid)`.execute(db)
  await sql`create index deleted_todo_oldest_first on deleted_todo (deleted_at)`.execute(db)

  await sql`
    alter table owner
      add lists_revision bigint not null default 0,
      add todos_log_from bigint not null default 0`.execute(db)
  await sql`update owner set todos_log_from = todos_revision`.execute(db)
  await sql`
    create function next_todos_revision(changed_owner text, changes int, out at timestamptz, out revision bigint)
    language sql volatile as $$
      select from owner where id = changed_owner for no key update;
      update owner set todos_revision = todos_revision + changes, todos_changed_at = clock_timestamp()
      where id = changed_owner returning todos_changed_at, todos_revision;
    $$`.execute(db)
  // Servers of the previous release call this function and know no log: what they change is not in it.
  await sql`
    create or replace function mark_todos_changed(changed_owner text) returns timestamptz language sql volatile as $$
      select from owner where id = changed_owner for no key update;
      update owner set todos_revision = todos_revision + 1, todos_log_from = todos_revision + 1,
        todos_changed_at = clock_timestamp()
      where id = changed_owner returning todos_changed_at;
    $$`.execute(db)
}
