import { type AttemptRef, renewLeases } from '../core/calendar-jobs/leases.ts'
import type { Db } from '../core/database/db.ts'
import type { Log } from '../core/process/log.ts'

/** The abort reason of an attempt that no longer holds its job. */
export class LeaseLost extends Error {
  override readonly name = 'LeaseLost'
}

export type LeaseKeeper = Disposable & {
  /** Renews the lease until disposed; the signal aborts when the job is cancelled or lost. */
  hold: (held: AttemptRef) => Disposable & { signal: AbortSignal }
  /** Aborts all held attempts, and all later ones. */
  abortAll: (reason: Error) => void
}

const renewEveryMs = 1_000

/** Renews all leases of this worker with one statement a second, which also finds cancelled jobs. */
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
      // A job that was lost can be held again by a later attempt, while the lost one is still stopping.
      const lost = new Set((await renewLeases(db, held, leaseMs)).map(toKey))
      for (const item of held) {
        const entry = holding.get(item)
        if (lost.has(toKey(item))) entry?.controller.abort(new LeaseLost())
        else if (entry) entry.renewedAtMs = startedAtMs
      }
    } catch (error) {
      log.warn({ err: error }, 'Could not renew leases')
    } finally {
      isRenewing = false
    }
  }

  /** After a whole lease without a renewal, another worker can have the job: stop without asking the database. */
  function abortUnrenewed(): void {
    const limit = performance.now() - leaseMs
    for (const { controller, renewedAtMs } of holding.values()) {
      if (renewedAtMs < limit) controller.abort(new LeaseLost())
    }
  }

  const timer = setInterval(
    () => {
      abortUnrenewed()
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

const toKey = ({ id, attempt }: AttemptRef) => `${id} ${attempt}`
