import { sql } from 'kysely'
import type { Db } from '../database/db.ts'
import { readMigrations } from '../database/migrate.ts'

export type Health = {
  ready: boolean
  database: 'ok' | 'unreachable' | 'not migrated'
  /** Whether jobs that wait are being claimed by some worker; null while the database cannot say. */
  consuming: boolean | null
}

/** Being ready is a matter of the database and its schema; a broker that is down only delays jobs. */
export async function checkHealth(db: Db, leaseMs: number): Promise<Health> {
  try {
    const isMigrated = (await readMigrations(db)).every(({ executedAt }) => executedAt !== undefined)
    if (!isMigrated) return { ready: false, database: 'not migrated', consuming: null }
    return { ready: true, database: 'ok', consuming: await isConsuming(db, leaseMs) }
  } catch {
    return { ready: false, database: 'unreachable', consuming: null }
  }
}

/** False when a job has waited for longer than a lease and nothing was claimed all that time. */
async function isConsuming(db: Db, leaseMs: number): Promise<boolean> {
  const { rows } = await sql<{ consuming: boolean }>`
    with since as (select now() - make_interval(secs => ${leaseMs / 1000}) as at)
    select not exists (
      select from calendar_job, since where due_at is not null and state in ('PENDING', 'RETRY') and run_at < since.at
    ) or exists (
      select from calendar_job_attempt, since where started_at > since.at
    ) as consuming`.execute(db)
  return rows[0]?.consuming ?? false
}
