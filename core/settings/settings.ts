import { sql } from 'kysely'
import type { OwnerId } from '../../schema/owner.ts'
import type { Settings, SettingsChange } from '../../schema/settings.ts'
import { AppError } from '../app-error.ts'
import type { Db } from '../database/db.ts'
import { lockOwner, resetChangeLog } from '../todos/todos-changed.ts'

export async function getSettings(db: Db, ownerId: OwnerId): Promise<Settings> {
  const row = await db
    .selectFrom('owner')
    .select(['time_zone', 'week_start', 'settings_updated_at'])
    .where('id', '=', ownerId)
    .executeTakeFirstOrThrow()
  return { timeZone: row.time_zone, weekStart: row.week_start, updatedAt: row.settings_updated_at }
}

/**
 * Changes an owner's settings. With another time zone the days of all dates end at other moments, so whatever depends on
 * them counts as changed; the todos themselves stay as they are.
 *
 * @throws AppError badInput for a time zone that PostgreSQL does not know
 */
export async function updateSettings(db: Db, ownerId: OwnerId, change: SettingsChange): Promise<Settings> {
  return db.transaction().execute(async tx => {
    await lockOwner(tx, ownerId)
    const before = await getSettings(tx, ownerId)
    const { timeZone: zone = before.timeZone, weekStart: day = before.weekStart } = change
    // Setting the defaults counts as a change: it shows that they were chosen.
    if (before.updatedAt !== null && zone === before.timeZone && day === before.weekStart) return before
    if (zone !== before.timeZone) await assertKnownZone(tx, zone)
    await tx
      .updateTable('owner')
      .set({ time_zone: zone, week_start: day, settings_updated_at: sql<string>`clock_timestamp()` })
      .where('id', '=', ownerId)
      .execute()
    if (zone !== before.timeZone) await moveDates(tx, ownerId)
    return getSettings(tx, ownerId)
  })
}

/** PostgreSQL's list of zones can differ from that of Node.js. */
async function assertKnownZone(tx: Db, timeZone: string): Promise<void> {
  const { rows } =
    await sql`select from pg_timezone_names where lower(name) = lower(${timeZone}) limit 1`.execute(tx)
  if (rows.length === 0)
    throw new AppError('badInput', `timeZone: the database does not know the time zone ${timeZone}`)
}

async function moveDates(tx: Db, ownerId: OwnerId): Promise<void> {
  // The trigger computes the new end of each day.
  await sql`update todo set deadline_on = deadline_on where owner_id = ${ownerId} and deadline_on is not null`.execute(
    tx,
  )
  await resetChangeLog(tx, ownerId)
}
