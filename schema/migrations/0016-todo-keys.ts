import { type Kysely, sql } from 'kysely'

/** Idempotency keys of todos. Those of jobs have another lifetime, and servers of the previous release delete them by it. */
export async function up(db: Kysely<never>): Promise<void> {
  await sql`
    create table todo_key (
      owner_id text not null references owner,
      key text not null,
      request_hash text not null,
      todo_id bigint not null,
      created_at timestamptz not null default now(),
      primary key (owner_id, key)
    )`.execute(db)
  await sql`create index todo_key_oldest_first on todo_key (created_at)`.execute(db)
}
