import { setInterval } from 'node:timers/promises'
import type { Log } from '../core/process/log.ts'
import type { DataDirPaths } from './data-dir.ts'
import { findPostmaster, removeStalePidFile } from './postmaster.ts'

const checkMs = 1_000

/** Restarts PostgreSQL whenever it exits unexpectedly (killed, or out of memory). */
export function supervisePostmaster(
  paths: DataDirPaths,
  start: () => Promise<void>,
  log: Log,
): AsyncDisposable {
  const stopping = new AbortController()

  async function check() {
    if ((await findPostmaster(paths)) !== undefined || stopping.signal.aborted) return
    log.error({ dataDir: paths.root }, 'PostgreSQL exited unexpectedly; restarting it')
    await removeStalePidFile(paths)
    await start()
  }
  const logFailure = (err: unknown) =>
    log.error({ err }, 'PostgreSQL exited unexpectedly and cannot be restarted')
  async function supervise() {
    await check().catch(logFailure)
    for await (const _tick of setInterval(checkMs, undefined, { signal: stopping.signal, ref: false })) {
      await check().catch(logFailure)
    }
  }
  const supervising = supervise().catch((error: Error) => {
    if (error.name !== 'AbortError') throw error
  })

  return {
    async [Symbol.asyncDispose]() {
      stopping.abort()
      await supervising
    },
  }
}
