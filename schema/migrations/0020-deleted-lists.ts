import { type Kysely, sql } from 'kysely'

/** Lists that were deleted, with the ids of the todos that moved to the inbox, so that they can be restored. */
export async function up(db: Kysely<never>): Promise<void> {
  await sql`
    create table deleted_list (
      id bigint primary key,
      owner_id text not null references owner,
      name text not null,
      color text,
      position int not null,
      created_at timestamptz not null,
      todo_ids bigint[] not null,
      deleted_at timestamptz not null default statement_timestamp()
    )`.execute(db)
  await sql`create index deleted_list_oldest_first on deleted_list (deleted_at)`.execute(db)
  await sql`create index deleted_list_of_owner on deleted_list (owner_id)`.execute(db)
}
