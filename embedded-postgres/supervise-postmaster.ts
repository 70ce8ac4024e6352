import { setInterval } from 'node:timers/promises'
import type { Log } from '../core/process/log.ts'
import type { DataDirPaths } from './data-dir.ts'
import { findPostmaster, removeStalePidFile } from './postmaster.ts'

const checkMs = 1_000

/** Starts PostgreSQL again whenever it is gone without our doing: killed by someone, or for want of memory. */
export function keepPostmaster(paths: DataDirPaths, start: () => Promise<void>, log: Log): AsyncDisposable {
  const stopping = new AbortController()

  async function check() {
    if ((await findPostmaster(paths)) !== undefined || stopping.signal.aborted) return
    log.error({ dataDir: paths.root }, 'PostgreSQL is gone and is started again')
    await removeStalePidFile(paths)
    await start()
  }
  const complain = (err: unknown) => log.error({ err }, 'PostgreSQL is gone and does not start again')
  async function keep() {
    await check().catch(complain)
    for await (const _tick of setInterval(checkMs, undefined, { signal: stopping.signal, ref: false })) {
      await check().catch(complain)
    }
  }
  const kept = keep().catch((error: Error) => {
    if (error.name !== 'AbortError') throw error
  })

  return {
    async [Symbol.asyncDispose]() {
      stopping.abort()
      await kept
    },
  }
}
