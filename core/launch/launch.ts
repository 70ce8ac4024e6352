import type { Config } from '../config.ts'
import { startEmbeddedPostgres } from '../embedded/start-embedded-postgres.ts'
import type { Log } from '../log.ts'
import { migrateDatabase } from '../migrate.ts'
import { describeBroker } from '../queue/open-queue.ts'
import { buildPage, watchPage } from './build-page.ts'
import type { Environment } from './child.ts'
import { superviseMain } from './supervise.ts'
import { watchSources } from './watch-sources.ts'

type Launched = AsyncDisposable & { url: string; database: string; broker: string; kill: () => void }

/** Above the limit at which a draining child ends itself. */
const childGraceSeconds = 7

/** The whole service as one tree of processes; PostgreSQL stops last. */
export async function launch(
  config: Config,
  log: Log,
  { env, watch }: { env: Environment; watch: boolean },
): Promise<Launched> {
  await using resources = new AsyncDisposableStack()
  const built = buildPage(log)
  const { databaseUrl, database, kill } = config.DATABASE_URL
    ? { databaseUrl: config.DATABASE_URL, database: new URL(config.DATABASE_URL).host, kill: () => {} }
    : await startEmbedded()
  await migrateDatabase(databaseUrl)
  await built

  const surroundings = {
    env: { ...env, DATABASE_URL: databaseUrl },
    drainLimitMs: (config.DRAIN_TIMEOUT_SECONDS + childGraceSeconds) * 1000,
    log,
  }
  const children = ['server', 'worker'].map(command => superviseMain(command, surroundings))
  resources.defer(async () => {
    await Promise.all(children.map(child => child[Symbol.asyncDispose]()))
  })
  const [url] = await Promise.all(children.map(child => child.ready))
  if (watch) {
    resources.use(watchSources(() => children.forEach(child => child.restart())))
    resources.use(watchPage())
  }

  const launched = resources.move()
  return {
    url: config.PUBLIC_URL ?? (url ?? '').replace(/127\.0\.0\.1|0\.0\.0\.0|\[::1?\]/, 'localhost'),
    database,
    broker: describeBroker(config.BROKER_URL, config.QUEUE_NAME),
    kill() {
      for (const child of children) child.kill()
      kill()
    },
    [Symbol.asyncDispose]: () => launched.disposeAsync(),
  }

  async function startEmbedded() {
    const embedded = resources.use(await startEmbeddedPostgres(config.DATA_DIR, log))
    return {
      databaseUrl: embedded.url,
      database: `embedded PostgreSQL in ${config.DATA_DIR}`,
      kill: embedded.kill,
    }
  }
}
