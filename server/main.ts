import { raceAbort } from '../core/concurrency/race-abort.ts'
import { joinEmbeddedPostgres } from '../embedded-postgres/join-embedded-postgres.ts'
import { runProcess } from '../core/process/run-process.ts'
import { startServer } from './start.ts'

export const main = (): Promise<void> =>
  runProcess('server', async (config, log, { signal }) => {
    const databaseUrl = config.DATABASE_URL ?? (await joinEmbeddedPostgres(config.DATA_DIR))
    return raceAbort(startServer({ ...config, DATABASE_URL: databaseUrl }, log), signal)
  })
