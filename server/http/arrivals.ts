/** Notes when connections arrive, so that other work can wait for them. */
export type Arrivals = {
  /** A connection has been accepted. */
  note: () => void
  /** Runs a request at once when no connection arrives, else in a turn without one, or after `maxWaitMs`. */
  run: (request: () => void) => void
  /** Resolves in the same way for a piece of work that takes long: requests come first. */
  untilQuiet: () => Promise<void>
}

/** So that a turn stays short when everything that has waited starts. */
const maxRequestsPerTurn = 16
const maxPiecesPerTurn = 2

type Waiting = { sinceMs: number; start: () => void }

/**
 * Lets work wait while connections arrive. Node.js accepts one connection in a turn of its event loop: among turns of
 * fifty milliseconds, a health check would wait for minutes behind some thousand connections.
 *
 * @param maxWaitMs after which work starts in spite of arrivals, one request and one piece a turn
 */
export function createArrivals({ maxWaitMs = { request: 2_000, piece: 5_000 } } = {}): Arrivals {
  const requests: Waiting[] = []
  const pieces: Waiting[] = []
  let hasArrived = false
  let isWatching = false

  const isLate = ([first]: Waiting[], limitMs: number) =>
    first !== undefined && performance.now() - first.sinceMs > limitMs

  /** Runs once a turn, after what the turn has accepted, until nothing arrives and nothing waits. */
  function watch(): void {
    const ready = hasArrived
      ? [
          ...requests.splice(0, Number(isLate(requests, maxWaitMs.request))),
          ...pieces.splice(0, Number(isLate(pieces, maxWaitMs.piece))),
        ]
      : [
          ...requests.splice(0, maxRequestsPerTurn),
          ...pieces.splice(0, requests.length > 0 ? 0 : maxPiecesPerTurn),
        ]
    for (const { start } of ready) start()
    isWatching = hasArrived || requests.length > 0 || pieces.length > 0
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
    run(request) {
      if (isWatching) requests.push({ sinceMs: performance.now(), start: request })
      else request()
    },
    untilQuiet: () =>
      isWatching
        ? new Promise(start => void pieces.push({ sinceMs: performance.now(), start }))
        : Promise.resolve(),
  }
}
