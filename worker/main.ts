import { joinEmbeddedPostgres } from '../core/embedded/join-embedded-postgres.ts'
import { runProcess } from '../core/run-process.ts'
import { startWorker } from './start.ts'

export const main = (): Promise<void> =>
  runProcess('worker', async (config, log) =>
    startWorker(
      { ...config, DATABASE_URL: config.DATABASE_URL ?? (await joinEmbeddedPostgres(config.DATA_DIR)) },
      log,
    ),
  )
