/** When connections arrive, as work that takes long must know it. */
export type Arrivals = {
  /** A connection has been accepted. */
  note: () => void
  /** Resolves at once when no connection arrives, else in the first turn without one, or after `maxWaitMs`. */
  untilQuiet: () => Promise<void>
}

/**
 * Lets long work wait while connections arrive. Node.js accepts one connection in a turn of its event loop: among turns of
 * fifty milliseconds, a health check would wait for minutes behind some thousand connections.
 *
 * @param maxWaitMs after which the work starts all the same, one piece a turn
 */
export function createArrivals({ maxWaitMs = 2_000 } = {}): Arrivals {
  let waiting: { sinceMs: number; start: () => void }[] = []
  let hasArrived = false
  let isWatching = false

  /** Runs once a turn, behind what the turn has accepted, until nothing was. */
  function watch(): void {
    if (hasArrived) {
      hasArrived = false
      setImmediate(watch)
      const [first] = waiting
      if (first && performance.now() - first.sinceMs > maxWaitMs) waiting.shift()?.start()
      return
    }
    isWatching = false
    const ready = waiting
    waiting = []
    for (const { start } of ready) start()
  }

  return {
    note() {
      hasArrived = true
      if (isWatching) return
      isWatching = true
      setImmediate(watch)
    },
    untilQuiet: () =>
      isWatching
        ? new Promise(start => void waiting.push({ sinceMs: performance.now(), start }))
        : Promise.resolve(),
  }
}
