import { findPaths } from '../../embedded-postgres/data-dir.ts'
import { findPostmaster } from '../../embedded-postgres/postmaster.ts'
import { startEmbeddedPostgres } from '../../embedded-postgres/start-embedded-postgres.ts'
import { connect, databaseName } from '../../embedded-postgres/url.ts'
import { createLog } from '../../core/process/log.ts'
import { createTemporaryDirectory } from './temporary-directory.ts'
import { waitFor } from './wait-for.ts'

export type TestPostgres = AsyncDisposable & {
  /** An empty database. The URL stays the same after a restart. */
  url: string
  start: () => Promise<void>
  stop: () => Promise<void>
  /** SIGKILL: no checkpoint and no orderly disconnect. */
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
      const sessions = await findSessions(url)
      if (pid !== undefined) process.kill(pid, 'SIGKILL')
      // Otherwise the sessions would answer until they notice.
      for (const session of sessions) endSession(session)
      await waitFor(
        'PostgreSQL to be dead',
        async () => (await findPostmaster(findPaths(path))) === undefined,
      )
      await stop()
    },
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  }
}

async function findSessions(url: string): Promise<number[]> {
  await using client = await connect(new URL(url), databaseName)
  const { rows } = await client.query<{ pid: number }>(
    "select pid from pg_stat_activity where backend_type = 'client backend' and pid <> pg_backend_pid()",
  )
  return rows.map(({ pid }) => pid)
}

function endSession(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}
