import { setTimeout as delay } from 'node:timers/promises'
import type { Db } from '../database/db.ts'
import type { Log } from '../process/log.ts'
import type { Queue } from '../queue/queue.ts'
import { createCleaner, listRemovals } from './delete-expired.ts'
import type { JobRetention } from './job-retention.ts'
import { recoverCalendarJobs } from './recover-jobs.ts'

const sweepEveryMs = 1_000
const maxSweepIntervalMs = 5_000
const cleanEveryMs = 60_000

type SweeperSettings = { leaseMs: number; retention: JobRetention }

/** Sweeps about once a second and cleans about once a minute, with jitter, until disposed. */
export function startMaintenance(
  db: Db,
  queue: Queue,
  { leaseMs, retention }: SweeperSettings,
  log: Log,
): AsyncDisposable {
  const stopped = new AbortController()
  const { signal } = stopped
  const sweeping = repeat(sweepEveryMs, 'sweep', () => recoverCalendarJobs(db, queue, leaseMs))
  const clean = createCleaner(db, listRemovals(retention), log)
  const cleaning = repeat(cleanEveryMs, 'clean', () => clean(signal).then(() => 0))

  async function repeat(everyMs: number, what: string, turn: () => Promise<number>): Promise<void> {
    let failures = 0
    for (;;) {
      const waitMs =
        Math.min(everyMs * 2 ** failures, Math.max(everyMs, maxSweepIntervalMs)) * (0.75 + Math.random() / 2)
      await delay(waitMs, undefined, { signal }).catch(() => {})
      if (signal.aborted) return
      try {
        while ((await turn()) > 0 && !signal.aborted);
        failures = 0
      } catch (error) {
        // Logged once, not at every turn of an outage.
        if (failures === 0) log.warn({ err: error }, `The sweeper could not ${what}; it tries again`)
        failures = Math.min(failures + 1, 5)
      }
    }
  }

  return {
    async [Symbol.asyncDispose]() {
      stopped.abort()
      await Promise.all([sweeping, cleaning])
    },
  }
}
