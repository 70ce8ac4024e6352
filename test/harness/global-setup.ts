import type { TestProject } from 'vitest/node'
import { startEmbeddedPostgres } from '../../core/embedded/start-embedded-postgres.ts'
import { createLog } from '../../core/log.ts'
import { migrateDatabase } from '../../core/migrate.ts'
import { createTemporaryDirectory, sweepTemporaryDirectories } from './temporary-directory.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** The migrated database that `createTestDatabase` clones; nothing may stay connected to it. */
    templateUrl: string
  }
}

const forgetful = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: 500 }

/** One PostgreSQL for the whole suite. */
export async function setup({ provide }: TestProject): Promise<() => Promise<void>> {
  await sweepTemporaryDirectories()
  await using resources = new AsyncDisposableStack()
  const directory = resources.use(await createTemporaryDirectory())
  const postgres = resources.use(
    await startEmbeddedPostgres(directory.path, createLog('warn', 'test'), forgetful),
  )
  await migrateDatabase(postgres.url)
  provide('templateUrl', postgres.url)
  const running = resources.move()
  return () => running.disposeAsync()
}
