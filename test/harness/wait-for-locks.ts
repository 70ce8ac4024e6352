import { sql } from 'kysely'
import type { Db } from '../../core/database/db.ts'
import { waitFor } from './wait-for.ts'

/** Waits until at least as many sessions of the database wait for locks. @param db not a transaction, which sees a snapshot */
export async function waitForLocks(db: Db, sessions = 1): Promise<void> {
  await waitFor(`${sessions} sessions to wait for locks`, async () => {
    const { rows } = await sql`
      select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`.execute(
      db,
    )
    return rows.length >= sessions
  })
}
