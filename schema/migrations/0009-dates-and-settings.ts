import { type Kysely, sql } from 'kysely'

/**
 * Deadlines that are dates, and the settings of an owner. `deadline_at` stays the end of every deadline, so that the index,
 * and servers of the previous release, need no change: a trigger sets it from the date and the owner's time zone.
 */
export async function up(db: Kysely<never>): Promise<void> {
  await sql`
    alter table owner
      add time_zone text not null default 'UTC',
      add week_start text not null default 'monday',
      add settings_updated_at timestamptz`.execute(db)
  // 31 December 4500 ends a day later in UTC in some zones.
  await sql`
    alter table todo
      add deadline_on date constraint deadline_on_in_range check (deadline_on >= '1900-01-01' and deadline_on <= '4500-12-31'),
      drop constraint deadline_in_range,
      add constraint deadline_in_range check (deadline_at >= '1899-12-31Z' and deadline_at < '4501-01-02Z')`.execute(
    db,
  )
  await sql`
    create function end_of_day(day date, zone text) returns timestamptz language sql stable as $$
      select (day + 1)::timestamp at time zone zone - interval '1 microsecond'
    $$`.execute(db)
  await sql`
    create function set_deadline_of_date() returns trigger language plpgsql as $$
    begin
      select end_of_day(new.deadline_on, time_zone) into new.deadline_at from owner where id = new.owner_id;
      return new;
    end $$`.execute(db)
  await sql`
    create trigger todo_deadline_of_date before insert or update of deadline_on, deadline_at on todo
    for each row when (new.deadline_on is not null) execute function set_deadline_of_date()`.execute(db)
  await sql`create index todo_with_date on todo (owner_id) where deadline_on is not null`.execute(db)
}
