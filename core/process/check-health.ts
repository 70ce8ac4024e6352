import { sql } from 'kysely'
import type { Db } from '../database/db.ts'
import { isMigrated } from '../database/migrate.ts'

export type Health = {
  ready: boolean
  database: 'ok' | 'unreachable' | 'not migrated'
  /** Whether workers are claiming the waiting jobs; null while the database is not usable. */
  consuming: boolean | null
}

/** Readiness depends on the database and its schema only: a broker outage merely delays jobs. */
export async function checkHealth(db: Db, leaseMs: number): Promise<Health> {
  try {
    if (!(await isMigrated(db))) return { ready: false, database: 'not migrated', consuming: null }
    return { ready: true, database: 'ok', consuming: await isConsuming(db, leaseMs) }
  } catch {
    return { ready: false, database: 'unreachable', consuming: null }
  }
}

/** False when a job has been waiting for longer than a lease, none was claimed in that time, and none is in progress. */
async function isConsuming(db: Db, leaseMs: number): Promise<boolean> {
  const { rows } = await sql<{ consuming: boolean }>`
    with since as (select now() - make_interval(secs => ${leaseMs / 1000}) as at)
    select not exists (
      select from calendar_job, since where due_at is not null and state in ('PENDING', 'RETRY') and run_at < since.at
    ) or exists (
      select from calendar_job_attempt, since where started_at > since.at
    ) or exists (
      select from calendar_job where due_at > now() and state = 'STARTED'
    ) as consuming`.execute(db)
  return rows[0]?.consuming ?? false
}
