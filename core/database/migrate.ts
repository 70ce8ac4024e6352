import { runMigrations } from 'bullmq'
import { sql } from 'kysely'
import { DEFAULT_MIGRATION_TABLE, Migrator } from 'kysely/migration'
import { migrations } from '../../schema/migrations/index.ts'
import { type Db, isUndefinedTable, openDatabase } from './db.ts'
import { StartupError } from '../process/startup-error.ts'

const migrationTimeoutMs = 600_000
const minPostgresVersion = 150_000

/** Migrates the database to this program's schema, including the queue's tables. Several processes can run it at once. */
export async function migrateDatabase(url: string): Promise<void> {
  await using database = openDatabase(url, {
    name: 'taskoverflow migrate',
    maxConnections: 3,
    statementTimeoutMs: migrationTimeoutMs,
  })
  const client = await database.pool.connect().catch(rejectStart)
  try {
    await assertOwnSessions(database.db)
    const { rows } = await client.query<{ server_version_num: string }>('show server_version_num')
    if (Number(rows[0]?.server_version_num) < minPostgresVersion) {
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
  const isUpToDate = await isMigrated(db).catch(rejectStart)
  await assertOwnSessions(db)
  if (!isUpToDate) {
    throw new StartupError('The database schema is older than this program: run `npm run migrate` first.')
  }
}

/**
 * Session settings, prepared statements and LISTEN need one session for all transactions of a connection. A pooler in
 * transaction mode gives a connection another session than before while a second connection is in a transaction.
 *
 * @throws StartupError
 */
async function assertOwnSessions(db: Db): Promise<void> {
  const isShared = await db
    .connection()
    .execute(async first => {
      const before = await readSession(first)
      return db.transaction().execute(async second => {
        const other = await readSession(second)
        return other === before || (await readSession(first)) !== before
      })
    })
    .catch(rejectStart)
  if (isShared) {
    throw new StartupError(
      'DATABASE_URL leads to a connection pooler in transaction mode: use its session mode, or PostgreSQL itself.',
    )
  }
}

async function readSession(db: Db): Promise<number | undefined> {
  const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(db)
  return rows[0]?.pid
}

/** Whether all migrations have run. One cheap statement, for health checks: Kysely's Migrator reads the whole catalog. */
export async function isMigrated(db: Db): Promise<boolean> {
  try {
    const table = sql.table(DEFAULT_MIGRATION_TABLE)
    const { rows } = await sql<{ name: string }>`select name from ${table}`.execute(db)
    const names = new Set(rows.map(({ name }) => name))
    return Object.keys(migrations).every(name => names.has(name))
  } catch (error) {
    if (isUndefinedTable(error)) return false
    throw error
  }
}

const createMigrator = (db: Db) => new Migrator({ db, provider: { getMigrations: async () => migrations } })

function rejectStart(error: unknown): never {
  throw new StartupError(
    `The database cannot be reached (${describe(error)}). Is DATABASE_URL correct, and is the database running?`,
  )
}

const describe = (error: unknown) => (error instanceof Error ? error.message || error.name : String(error))
