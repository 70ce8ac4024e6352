import { raceAbort } from '../core/concurrency/race-abort.ts'
import { findDatabaseUrl } from '../embedded-postgres/join-embedded-postgres.ts'
import { runProcess } from '../core/process/run-process.ts'
import { startWorker } from './start.ts'

export const main = (): Promise<void> =>
  runProcess('worker', async (config, log, { signal }) => {
    const databaseUrl = await findDatabaseUrl(config)
    return raceAbort(startWorker({ ...config, DATABASE_URL: databaseUrl }, log), signal)
  })
