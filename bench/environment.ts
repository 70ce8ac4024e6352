import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { findFreePort } from '../embedded-postgres/free-port.ts'
import { startEmbeddedPostgres } from '../embedded-postgres/start-embedded-postgres.ts'
import { createLog } from '../core/process/log.ts'
import { migrateDatabase } from '../core/database/migrate.ts'
import { cloneDatabase } from '../test/harness/clone-database.ts'
import { createProcesses, type Processes } from './processes.ts'

/** What our processes run on, discarded at the end: a directory, a PostgreSQL and a Redis of their own. */
export type Environment = AsyncDisposable & {
  processes: Processes
  directory: string
  profileDir: string | undefined
  /** The number of worker processes. */
  workers: number
  redisUrl: string
  postgresUrl: string
  /** Creates a migrated database. @returns its URL */
  createDatabase: () => Promise<string>
}

export async function openEnvironment({
  profileDir,
  workers = 1,
}: { profileDir?: string | undefined; workers?: number } = {}): Promise<Environment> {
  await using opening = new AsyncDisposableStack()
  const directory = opening.adopt(await mkdtemp(join(tmpdir(), 'taskoverflow-bench-')), path =>
    rm(path, { recursive: true, force: true, maxRetries: 5 }),
  )
  // PostgreSQL runs as another user when this process runs as root.
  await chmod(directory, 0o755)
  const postgres = opening.use(
    await startEmbeddedPostgres(join(directory, 'data'), createLog('warn', 'bench')),
  )
  await migrateDatabase(postgres.url)
  // Opened after PostgreSQL, so that our processes stop before it does.
  const processes = opening.use(createProcesses(directory))
  const redisPort = await findFreePort()
  await processes.start('redis', {
    command: 'redis-server',
    args: [
      '--port',
      String(redisPort),
      '--bind',
      '127.0.0.1',
      '--save',
      '',
      '--appendonly',
      'no',
      '--dir',
      directory,
    ],
  })

  let databases = 0
  async function createDatabase(): Promise<string> {
    return (await cloneDatabase(new URL(postgres.url), `bench_${(databases += 1)}`)).href
  }

  const opened = opening.move()
  return {
    processes,
    directory,
    profileDir,
    workers,
    redisUrl: `redis://127.0.0.1:${redisPort}`,
    postgresUrl: postgres.url,
    createDatabase,
    [Symbol.asyncDispose]: () => opened.disposeAsync(),
  }
}
