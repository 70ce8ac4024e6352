import { joinEmbeddedPostgres } from '../embedded-postgres/join-embedded-postgres.ts'
import { migrateDatabase } from '../core/database/migrate.ts'
import { runTask } from '../core/process/run-process.ts'

export const main = (): Promise<void> =>
  runTask('migrate', async (config, log) => {
    await migrateDatabase(config.DATABASE_URL ?? (await joinEmbeddedPostgres(config.DATA_DIR)))
    log.info('The database schema is up to date')
  })
