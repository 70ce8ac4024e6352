import { type Kysely, sql } from 'kysely'

/** An index for lists by deadline, todos without one last, and for lists of a range of deadlines. */
export async function up(db: Kysely<never>): Promise<void> {
  await sql`drop index todo_by_deadline`.execute(db)
  await sql`create index todo_by_deadline on todo (owner_id, coalesce(deadline_at, 'infinity'), id)`.execute(
    db,
  )
}
