import { findPaths } from '../../core/embedded/data-dir.ts'
import { findPostmaster } from '../../core/embedded/postmaster.ts'
import { startEmbeddedPostgres } from '../../core/embedded/start-embedded-postgres.ts'
import { createLog } from '../../core/log.ts'
import { createTemporaryDirectory } from './temporary-directory.ts'
import { waitFor } from './wait-for.ts'

export type TestPostgres = AsyncDisposable & {
  /** An empty database; the same after each start. */
  url: string
  start: () => Promise<void>
  stop: () => Promise<void>
  /** SIGKILL: no checkpoint, no goodbye to clients. */
  kill: () => Promise<void>
}

/** A PostgreSQL of its own, for tests that stop, restart or kill it. */
export async function startTestPostgres(): Promise<TestPostgres> {
  await using resources = new AsyncDisposableStack()
  const { path } = resources.use(await createTemporaryDirectory())
  const log = createLog('error', 'test')
  let running = await startEmbeddedPostgres(path, log)
  const { url } = running
  resources.defer(() => running[Symbol.asyncDispose]())
  const owned = resources.move()
  const stop = async () => {
    await running[Symbol.asyncDispose]()
  }

  return {
    url,
    stop,
    async start() {
      running = await startEmbeddedPostgres(path, log)
      if (running.url !== url) throw new Error("PostgreSQL's port was taken while it was stopped")
    },
    async kill() {
      const pid = await findPostmaster(findPaths(path))
      if (pid !== undefined) process.kill(pid, 'SIGKILL')
      await waitFor(
        'PostgreSQL to be dead',
        async () => (await findPostmaster(findPaths(path))) === undefined,
      )
      await stop()
    },
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  }
}
