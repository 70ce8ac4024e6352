import { type Kysely, sql } from 'kysely'

/** Lists by deadline, those without one at their end: the same index serves lists of a range of deadlines. */
export async function up(db: Kysely<never>): Promise<void> {
  await sql`drop index todo_by_deadline`.execute(db)
  await sql`create index todo_by_deadline on todo (owner_id, coalesce(deadline_at, 'infinity'), id)`.execute(
    db,
  )
}
