import { sql } from 'kysely'
import { calendarOptions, type RequestedOptions } from '../../schema/calendar-options.ts'
import type { OwnerId } from '../../schema/owner.ts'
import type { Db } from '../database/db.ts'
import { hashJson } from '../hash-json.ts'

const keyLifetime = sql`interval '24 hours'`

export type Reservation = { ownerId: OwnerId; key: string; requestHash: string; jobId: string }

const toJsonByName = (options: RequestedOptions) =>
  new Map(Object.entries(options).map(([name, value]) => [name, JSON.stringify(value)]))

const defaultJsonByName = toJsonByName(calendarOptions.parse({}))

/**
 * Two requests are the same when their parsed options are, in any order. Options with their default value are left out, so
 * that adding an option with a default changes no hash.
 */
export function hashRequest(
  options: RequestedOptions,
  retryOf: string | null,
  defaults?: RequestedOptions,
): string {
  const defaultJson = defaults ? toJsonByName(defaults) : defaultJsonByName
  const chosen = Object.entries(options)
    .filter(([name, value]) => value !== undefined && JSON.stringify(value) !== defaultJson.get(name))
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
  return hashJson([chosen, retryOf])
}

/** The hash that the previous release stored. Its keys live for 24 hours after the upgrade. */
export const hashAsBefore = (options: RequestedOptions, retryOf: string | null): string =>
  hashJson([options, retryOf])

/**
 * Reserves keys for jobs that are inserted in the same transaction.
 *
 * @param reservations must not contain a key of an owner twice
 * @returns the ids of the jobs that got their key; the keys of the others belong to earlier jobs
 */
export async function reserveKeys(db: Db, reservations: readonly Reservation[]): Promise<Set<string>> {
  // Servers that reserve several keys at once do so in the same order, or they could deadlock.
  const sorted = reservations.toSorted((a, b) => (toName(a) < toName(b) ? -1 : 1))
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

const toName = ({ ownerId, key }: Reservation) => `${ownerId} ${key}`

/** Frees the key of a deleted job, unless it belongs to another job by now. */
export async function freeKey(
  db: Db,
  { ownerId, key, jobId }: Pick<Reservation, 'ownerId' | 'key' | 'jobId'>,
): Promise<void> {
  await db
    .deleteFrom('idempotency_key')
    .where('owner_id', '=', ownerId)
    .where('key', '=', key)
    .where('job_id', '=', jobId)
    .execute()
}

/** @returns the number of deleted keys */
export async function deleteOldKeys(db: Db, limit: number): Promise<number> {
  const { numAffectedRows = 0n } = await sql`
    delete from idempotency_key where (owner_id, key) in (
      select owner_id, key from idempotency_key where created_at < now() - ${keyLifetime}
      order by created_at limit ${limit} for update skip locked
    )`.execute(db)
  return Number(numAffectedRows)
}
