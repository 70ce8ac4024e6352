import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { CalendarOptions } from '../../schema/calendar-options.ts'
import type { OwnerId } from '../../schema/owner.ts'
import type { Db } from '../db.ts'

/** How long a key stands for its job. */
const keyLifetime = sql`interval '24 hours'`

export type Reservation = { ownerId: OwnerId; key: string; requestHash: string; jobId: string }

/** Two requests are the same when their options are, as parsed: defaults filled in, times in UTC. */
export const hashRequest = (options: CalendarOptions, retryOf: string | null): string =>
  createHash('sha256')
    .update(JSON.stringify([options, retryOf]))
    .digest('hex')

/**
 * Ties keys to jobs that are about to be written in the same transaction.
 *
 * @param reservations in which no key of an owner comes twice
 * @returns the ids of the jobs that got their key; the others' keys stand for a job already
 */
export async function reserveKeys(db: Db, reservations: readonly Reservation[]): Promise<Set<string>> {
  // Two servers that reserve several keys at once must do so in the same order, or they could deadlock.
  const sorted = reservations.toSorted((a, b) => (a.key < b.key ? -1 : 1))
  const { rows } = await sql<{ job_id: string }>`
    insert into idempotency_key (owner_id, key, request_hash, job_id)
    select * from unnest(
      ${sorted.map(({ ownerId }) => ownerId)}::text[],
      ${sorted.map(({ key }) => key)}::text[],
      ${sorted.map(({ requestHash }) => requestHash)}::text[],
      ${sorted.map(({ jobId }) => jobId)}::uuid[]
    )
    on conflict (owner_id, key) do update
      set request_hash = excluded.request_hash, job_id = excluded.job_id, created_at = excluded.created_at
      where idempotency_key.created_at < now() - ${keyLifetime}
    returning job_id`.execute(db)
  return new Set(rows.map(row => row.job_id))
}

/** Deletes keys that are over. @returns how many */
export async function deleteOldKeys(db: Db, limit: number): Promise<number> {
  const { numAffectedRows = 0n } = await sql`
    delete from idempotency_key where (owner_id, key) in (
      select owner_id, key from idempotency_key where created_at < now() - ${keyLifetime}
      order by created_at limit ${limit} for update skip locked
    )`.execute(db)
  return Number(numAffectedRows)
}
