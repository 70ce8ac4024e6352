import { type AttemptRef, renewLeases } from '../core/calendar-jobs/leases.ts'
import type { Db } from '../core/database/db.ts'
import type { Log } from '../core/process/log.ts'

/** Why an attempt's signal aborts: the row says that the attempt is no longer this worker's. */
export class LeaseLost extends Error {
  override readonly name = 'LeaseLost'
}

export type LeaseKeeper = Disposable & {
  /** Keeps the lease until disposed; the signal aborts when the attempt is cancelled or taken away. */
  hold: (held: AttemptRef) => Disposable & { signal: AbortSignal }
  /** Aborts all that is held, and whatever comes later. */
  abortAll: (reason: Error) => void
}

const renewEveryMs = 1_000

/** Renews all leases of this worker with one statement a second, and learns from it what was cancelled. */
export function startLeaseKeeper(db: Db, leaseMs: number, log: Log): LeaseKeeper {
  const holding = new Map<AttemptRef, { controller: AbortController; renewedAtMs: number }>()
  let isRenewing = false
  let abortReason: Error | undefined

  async function renew(): Promise<void> {
    if (isRenewing || holding.size === 0) return
    isRenewing = true
    const held = [...holding.keys()]
    const startedAtMs = performance.now()
    try {
      const lost = new Set(await renewLeases(db, held, leaseMs))
      for (const item of held) {
        const entry = holding.get(item)
        if (lost.has(item.id)) entry?.controller.abort(new LeaseLost())
        else if (entry) entry.renewedAtMs = startedAtMs
      }
    } catch (error) {
      log.warn({ err: error }, 'Leases could not be renewed')
    } finally {
      isRenewing = false
    }
  }

  /** Without an answer for a whole lease, somebody else may have the job: stop, whatever the database would say. */
  function giveUpSilentOnes(): void {
    const limit = performance.now() - leaseMs
    for (const { controller, renewedAtMs } of holding.values()) {
      if (renewedAtMs < limit) controller.abort(new LeaseLost())
    }
  }

  const timer = setInterval(
    () => {
      giveUpSilentOnes()
      void renew()
    },
    Math.min(renewEveryMs, leaseMs / 3),
  )

  return {
    hold(held) {
      const controller = new AbortController()
      if (abortReason) controller.abort(abortReason)
      holding.set(held, { controller, renewedAtMs: performance.now() })
      return { signal: controller.signal, [Symbol.dispose]: () => void holding.delete(held) }
    },
    abortAll(reason) {
      abortReason = reason
      for (const { controller } of holding.values()) controller.abort(reason)
    },
    [Symbol.dispose]: () => clearInterval(timer),
  }
}
