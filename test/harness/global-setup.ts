import type { TestProject } from 'vitest/node'
import { startEmbeddedPostgres } from '../../embedded-postgres/start-embedded-postgres.ts'
import { buildPage } from '../../commands/start/build-page.ts'
import { createLog } from '../../core/process/log.ts'
import { migrateDatabase } from '../../core/database/migrate.ts'
import { createTemporaryDirectory, sweepTemporaryDirectories } from './temporary-directory.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** The migrated database that `createTestDatabase` clones. Nothing may stay connected to it. */
    templateUrl: string
  }
}

const withoutDurability = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  max_connections: 500,
}

/** One PostgreSQL for the whole suite, and the web page as `npm start` builds it. */
export async function setup({ provide }: TestProject): Promise<() => Promise<void>> {
  await sweepTemporaryDirectories()
  const log = createLog('warn', 'test')
  const built = buildPage(log)
  await using resources = new AsyncDisposableStack()
  const directory = resources.use(await createTemporaryDirectory())
  const postgres = resources.use(await startEmbeddedPostgres(directory.path, log, withoutDurability))
  await migrateDatabase(postgres.url)
  await built
  provide('templateUrl', postgres.url)
  const running = resources.move()
  return () => running.disposeAsync()
}
