import type { Config } from '../../core/process/config.ts'
import { raceAbort } from '../../core/concurrency/race-abort.ts'
import { startEmbeddedPostgres } from '../../embedded-postgres/start-embedded-postgres.ts'
import type { Log } from '../../core/process/log.ts'
import { migrateDatabase } from '../../core/database/migrate.ts'
import { assertPortIsFree } from '../../core/process/port.ts'
import { describeBroker } from '../../core/queue/open-queue.ts'
import type { Starting } from '../../core/process/run-process.ts'
import { buildPage, watchPage } from './build-page.ts'
import type { Environment } from './child-process.ts'
import { superviseMain } from './supervise.ts'
import { watchSources } from './watch-sources.ts'

type Launched = AsyncDisposable & { url: string; database: string; broker: string }

type LaunchOptions = Starting & { env: Environment; watch: boolean }

/** Added to the time after which a draining child ends itself. */
const childGraceSeconds = 7

/**
 * Starts the whole service as one tree of processes. PostgreSQL stops last.
 *
 * @throws the signal's reason if it aborts during the start, after stopping everything that had started
 */
export async function launch(
  config: Config,
  log: Log,
  { env, watch, signal, onForcedExit }: LaunchOptions,
): Promise<Launched> {
  await using resources = new AsyncDisposableStack()
  await assertPortIsFree(config.PORT, config.HOST)
  const built = buildPage(log, signal)
  const { databaseUrl, database } = config.DATABASE_URL
    ? { databaseUrl: config.DATABASE_URL, database: new URL(config.DATABASE_URL).host }
    : await startEmbedded()
  await raceAbort(migrateDatabase(databaseUrl), signal)
  await raceAbort(built, signal)

  const surroundings = {
    env: { ...env, DATABASE_URL: databaseUrl },
    drainLimitMs: (config.DRAIN_TIMEOUT_SECONDS + childGraceSeconds) * 1000,
    log,
  }
  const children = ['server', 'worker'].map(command => superviseMain(command, surroundings))
  resources.defer(async () => {
    await Promise.all(children.map(child => child[Symbol.asyncDispose]()))
  })
  onForcedExit(() => children.forEach(child => child.kill()))
  const [url] = await raceAbort(Promise.all(children.map(child => child.ready)), signal)
  if (watch) {
    resources.use(watchSources(() => children.forEach(child => child.restart())))
    resources.use(watchPage())
  }

  const launched = resources.move()
  return {
    url: config.PUBLIC_URL ?? (url ?? '').replace(/127\.0\.0\.1|0\.0\.0\.0|\[::1?\]/, 'localhost'),
    database,
    broker: describeBroker(config.BROKER_URL, config.QUEUE_NAME),
    [Symbol.asyncDispose]: () => launched.disposeAsync(),
  }

  async function startEmbedded() {
    const embedded = resources.use(
      await startEmbeddedPostgres(config.DATA_DIR, log, {}, { signal, onForcedExit }),
    )
    return { databaseUrl: embedded.url, database: `embedded PostgreSQL in ${config.DATA_DIR}` }
  }
}
