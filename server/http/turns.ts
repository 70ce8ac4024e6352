/** Spreads work over turns of the event loop. */
export type Turns = {
  /** Resolves in a turn whose work has not yet reached the limit: first come, first served. */
  take: (bytes: number) => Promise<void>
}

type Waiting = { bytes: number; start: () => void }

/**
 * Lets at most `maxBytes` of work, and the piece that exceeds them, run in one turn. Otherwise many requests that share a
 * read all continue in the turn in which it completes, and a health check waits for all of them.
 */
export function createTurns(maxBytes: number): Turns {
  const waiting: Waiting[] = []
  let usedBytes = 0

  const isFull = () => usedBytes >= maxBytes

  function use(bytes: number): void {
    if (usedBytes === 0 && bytes > 0) setImmediate(startNextTurn)
    usedBytes += bytes
  }

  function startNextTurn(): void {
    usedBytes = 0
    while (waiting.length > 0 && !isFull()) {
      const next = waiting.shift()
      use(next?.bytes ?? 0)
      next?.start()
    }
  }

  return {
    take(bytes) {
      if (waiting.length > 0 || isFull()) {
        return new Promise(start => void waiting.push({ bytes, start }))
      }
      use(bytes)
      return Promise.resolve()
    },
  }
}
