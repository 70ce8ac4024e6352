import { runMigrations } from 'bullmq'
import { type MigrationInfo, Migrator } from 'kysely/migration'
import { migrations } from '../schema/migrations/index.ts'
import { type Db, openDatabase } from './db.ts'
import { StartupError } from './startup-error.ts'

const migrationTimeoutMs = 600_000
const leastPostgresVersion = 150_000

/** Brings the database up to this program's schema, the queue's tables included. Safe to run from several processes. */
export async function migrateDatabase(url: string): Promise<void> {
  await using database = openDatabase(url, {
    name: 'taskoverflow migrate',
    maxConnections: 2,
    statementTimeoutMs: migrationTimeoutMs,
  })
  const client = await database.pool.connect().catch((error: unknown) => {
    throw new StartupError(
      `The database cannot be reached (${describe(error)}). Is DATABASE_URL right, and is it running?`,
    )
  })
  try {
    const { rows } = await client.query<{ version: string }>('show server_version_num')
    if (Number(rows[0]?.version ?? Object.values(rows[0] ?? {})[0]) < leastPostgresVersion) {
      throw new StartupError('PostgreSQL is too old: this program needs version 15 or later.')
    }
    const { error } = await createMigrator(database.db).migrateToLatest()
    if (error !== undefined) throw new Error('The migration failed', { cause: error })
    await runMigrations(client)
  } finally {
    client.release()
  }
}

/** @throws StartupError when the database is unreachable or its schema is not this program's. */
export async function assertMigrated(db: Db): Promise<void> {
  const known = await readMigrations(db).catch((error: unknown) => {
    throw new StartupError(
      `The database cannot be reached (${describe(error)}). Is DATABASE_URL right, and is it running?`,
    )
  })
  const pending = known.filter(migration => migration.executedAt === undefined)
  if (pending.length > 0) {
    throw new StartupError('The database has an older schema than this program: run `npm run migrate` first.')
  }
}

export const readMigrations = (db: Db): Promise<readonly MigrationInfo[]> =>
  createMigrator(db).getMigrations()

const createMigrator = (db: Db) => new Migrator({ db, provider: { getMigrations: async () => migrations } })

const describe = (error: unknown) => (error instanceof Error ? error.message || error.name : String(error))
