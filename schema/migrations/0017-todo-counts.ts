import { type Kysely, sql } from 'kysely'

/**
 * The number of an owner's todos, for `MAX_TODOS`. It moves with the revision, in the update of the owner's row that each
 * write makes anyway. Servers of the previous release go on to call the function without a count.
 */
export async function up(db: Kysely<never>): Promise<void> {
  await sql`
    alter table owner
      add todo_count int not null default 0,
      add todos_counted_at timestamptz not null default now()`.execute(db)
  await sql`
    update owner set todo_count = counted.todos
    from (select owner_id, count(*) as todos from todo group by owner_id) as counted
    where owner.id = counted.owner_id`.execute(db)
  // Raises an error when there would be more todos than the maximum, so that nothing else of the statement is stored either.
  await sql`
    create function next_todos_revision(
      changed_owner text, changes int, created int, max_todos int, out at timestamptz, out revision bigint
    ) language plpgsql volatile as $$
    declare
      total int;
    begin
      perform from owner where id = changed_owner for no key update;
      update owner set todos_revision = todos_revision + changes, todo_count = greatest(todo_count + created, 0),
        todos_changed_at = clock_timestamp()
      where id = changed_owner returning todos_changed_at, todos_revision, todo_count into at, revision, total;
      if max_todos > 0 and total > max_todos then
        raise check_violation using message = 'too many todos', constraint = 'todo_limit';
      end if;
    end $$`.execute(db)
}
