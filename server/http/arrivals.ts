/** When connections arrive, as work that takes long must know it. */
export type Arrivals = {
  /** A connection has been accepted. */
  note: () => void
  /** Resolves at once when no connection arrives, else in a turn without one, or after `maxWaitMs`. */
  untilQuiet: () => Promise<void>
}

/** So that a turn stays short when all that has waited starts. */
const maxStartsPerTurn = 2

/**
 * Lets long work wait while connections arrive. Node.js accepts one connection in a turn of its event loop: among turns of
 * fifty milliseconds, a health check would wait for minutes behind some thousand connections.
 *
 * @param maxWaitMs after which the work starts all the same, one piece a turn
 */
export function createArrivals({ maxWaitMs = 5_000 } = {}): Arrivals {
  const waiting: { sinceMs: number; start: () => void }[] = []
  let hasArrived = false
  let isWatching = false

  /** Runs once a turn, behind what the turn has accepted, until nothing was and nothing waits. */
  function watch(): void {
    const isLate = waiting[0] !== undefined && performance.now() - waiting[0].sinceMs > maxWaitMs
    const starts = hasArrived ? Number(isLate) : maxStartsPerTurn
    for (const { start } of waiting.splice(0, starts)) start()
    isWatching = hasArrived || waiting.length > 0
    hasArrived = false
    if (isWatching) setImmediate(watch)
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
