import { sql } from 'kysely'
import type { Db } from '../../core/database/db.ts'

/** Rows of a table that were read by sequential scans, and rows that were found by an index. */
export type Reads = { sequential: number; byIndex: number }

/** Counts the rows of a table that `work` reads. */
export const countReads = (db: Db, table: string, work: (tx: Db) => Promise<unknown>): Promise<Reads> =>
  db.transaction().execute(async tx => {
    // The counters may include earlier work of this connection.
    const before = await readCounters(tx, table)
    await work(tx)
    const after = await readCounters(tx, table)
    return { sequential: after.sequential - before.sequential, byIndex: after.byIndex - before.byIndex }
  })

async function readCounters(tx: Db, table: string): Promise<Reads> {
  const { rows } = await sql<Reads>`
    select coalesce(sum(seq_tup_read), 0)::int as sequential, coalesce(sum(idx_tup_fetch), 0)::int as "byIndex"
    from pg_stat_xact_user_tables where relname = ${table}`.execute(tx)
  return rows[0] ?? { sequential: 0, byIndex: 0 }
}
