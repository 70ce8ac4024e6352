import { setTimeout as delay } from 'node:timers/promises'
import { claimJobs, type ClaimSettings } from '../core/calendar-jobs/claim.ts'
import { findWaitingJobs } from '../core/calendar-jobs/find-waiting.ts'
import type { Db } from '../core/database/db.ts'
import type { Log } from '../core/process/log.ts'
import type { OwnerId } from '../schema/owner.ts'
import type { OwnersAtWork } from './owners-at-work.ts'
import type { JobProcessor } from './process-job.ts'

type ReserveSettings = ClaimSettings & { places: number }

const lookEveryMs = 250
/** The pause between two looks while jobs of the reserve end. */
const minPauseMs = 10
/** The pause after a look that took long; shorter after others. */
const maxPauseMs = 500
const pausesPerLook = 4

const rest = (ms: number, signal: AbortSignal) => delay(ms, undefined, { signal }).catch(() => {})

/** The places of the reserve beside the slots of a worker. */
export const countReservePlaces = (concurrency: number): number => Math.ceil(concurrency / 2)

/**
 * Keeps an owner from waiting behind the jobs of another. Brokers deliver jobs in the order in which they were sent, and an
 * owner can have ten thousand waiting, or long ones in every slot. So while a worker has jobs in progress, it looks for waiting
 * jobs of owners that have fewer in progress here than the busiest owner has, and claims them without a delivery, for the places
 * of the reserve. Their messages find nothing to claim later.
 *
 * With a single owner, or while no job is in progress, the reserve stays empty. It can starve no owner: what is delivered
 * has its slots as before.
 *
 * Disposing claims no more; the processor waits for the jobs that the reserve has begun.
 */
export function startReserve(
  db: Db,
  processor: Pick<JobProcessor, 'work'>,
  owners: Pick<OwnersAtWork, 'count'>,
  { places, ...claimSettings }: ReserveSettings,
  log: Log,
): AsyncDisposable {
  const stopped = new AbortController()
  const { signal } = stopped
  const held = new Map<OwnerId, number>()
  let free = places
  let onFreed: (() => void) | undefined

  function take(ownerId: OwnerId, taken: 1 | -1): void {
    free -= taken
    held.set(ownerId, (held.get(ownerId) ?? 0) + taken)
    if (held.get(ownerId) === 0) held.delete(ownerId)
  }

  async function fill(): Promise<void> {
    const inProgress = owners.count()
    if (inProgress.size === 0 || free === 0) return
    const shares = new Map(
      Array.from(inProgress, ([ownerId, jobs]) => [
        ownerId,
        { inProgress: jobs, held: held.get(ownerId) ?? 0 },
      ]),
    )
    const ids = await findWaitingJobs(db, shares, free)
    if (ids.length === 0 || signal.aborted) return
    for (const job of (await claimJobs(db, ids, claimSettings)).values()) {
      take(job.ownerId, 1)
      void processor.work(job).finally(() => {
        take(job.ownerId, -1)
        onFreed?.()
      })
    }
  }

  async function run(): Promise<void> {
    let isFailing = false
    while (!signal.aborted) {
      const startedAtMs = performance.now()
      try {
        await fill()
        isFailing = false
      } catch (error) {
        // Logged once per outage.
        if (!isFailing)
          log.warn({ err: error }, 'Could not look for waiting jobs of other owners; will retry')
        isFailing = true
      }
      const freed = new AbortController()
      onFreed = () => freed.abort()
      const tookMs = performance.now() - startedAtMs
      await rest(Math.min(maxPauseMs, minPauseMs + pausesPerLook * tookMs), signal)
      await rest(lookEveryMs, AbortSignal.any([signal, freed.signal]))
    }
  }

  const running = run()
  return {
    async [Symbol.asyncDispose]() {
      stopped.abort()
      await running
    },
  }
}
