import { setTimeout as delay } from 'node:timers/promises'
import type { Db } from '../database/db.ts'
import type { Log } from '../process/log.ts'
import type { Queue } from '../queue/queue.ts'
import { createCleaner, listRemovals } from './delete-expired.ts'
import type { JobRetention } from './job-retention.ts'
import { recoverJobs } from './recover-jobs.ts'

const recoverEveryMs = 1_000
const maxBackoffMs = 5_000
const cleanEveryMs = 60_000

type MaintenanceSettings = { leaseMs: number; retention: JobRetention }

/** Recovers jobs about once a second and deletes expired rows about once a minute, with jitter, until disposed. */
export function startMaintenance(
  db: Db,
  queue: Queue,
  { leaseMs, retention }: MaintenanceSettings,
  log: Log,
): AsyncDisposable {
  const stopped = new AbortController()
  const { signal } = stopped
  const recovering = repeat(recoverEveryMs, 'recover jobs', () => recoverJobs(db, queue, leaseMs))
  const clean = createCleaner(db, listRemovals(retention), log)
  const cleaning = repeat(cleanEveryMs, 'delete expired rows', () => clean(signal).then(() => 0))

  async function repeat(everyMs: number, what: string, run: () => Promise<number>): Promise<void> {
    let failures = 0
    for (;;) {
      const waitMs =
        Math.min(everyMs * 2 ** failures, Math.max(everyMs, maxBackoffMs)) * (0.75 + Math.random() / 2)
      await delay(waitMs, undefined, { signal }).catch(() => {})
      if (signal.aborted) return
      try {
        while ((await run()) > 0 && !signal.aborted);
        failures = 0
      } catch (error) {
        // Logged once per outage.
        if (failures === 0) log.warn({ err: error }, `Could not ${what}; will retry`)
        failures = Math.min(failures + 1, 5)
      }
    }
  }

  return {
    async [Symbol.asyncDispose]() {
      stopped.abort()
      await Promise.all([recovering, cleaning])
    },
  }
}
