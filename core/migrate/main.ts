import { joinEmbeddedPostgres } from '../embedded/join-embedded-postgres.ts'
import { migrateDatabase } from '../migrate.ts'
import { runTask } from '../run-process.ts'

export const main = (): Promise<void> =>
  runTask('migrate', async (config, log) => {
    await migrateDatabase(config.DATABASE_URL ?? (await joinEmbeddedPostgres(config.DATA_DIR)))
    log.info('The database has the schema of this program')
  })
