import { findDatabaseUrl } from '../embedded-postgres/join-embedded-postgres.ts'
import { migrateDatabase } from '../core/database/migrate.ts'
import { runTask } from '../core/process/run-process.ts'

export const main = (): Promise<void> =>
  runTask('migrate', async (config, log) => {
    await migrateDatabase(await findDatabaseUrl(config))
    log.info('The database schema is up to date')
  })
