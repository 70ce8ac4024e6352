/**
 * Permits, granted first come, first served among the requests with one key. Keys take turns: a free permit goes to the key
 * that holds the fewest, and among those to the one whose last permit was granted first.
 */
export type Semaphore = {
  /** Waits for a free permit; disposing returns it. Rejects when the signal aborts. */
  acquire: (signal: AbortSignal, key?: string) => Promise<Disposable>
}

type Turn = { held: number; lastGrant: number; waiting: Set<() => void> }

export function createSemaphore(permits: number): Semaphore {
  const turns = new Map<string, Turn>()
  let free = permits
  let grants = 0

  function getTurn(key: string): Turn {
    const turn = turns.get(key) ?? { held: 0, lastGrant: 0, waiting: new Set() }
    turns.set(key, turn)
    return turn
  }

  function forgetIfIdle(key: string, { held, waiting }: Turn): void {
    if (held === 0 && waiting.size === 0) turns.delete(key)
  }

  function grant(key: string): Disposable {
    const turn = getTurn(key)
    free -= 1
    turn.held += 1
    turn.lastGrant = grants += 1
    return {
      [Symbol.dispose]() {
        free += 1
        turn.held -= 1
        const [next] = findNext()?.waiting ?? []
        next?.()
        forgetIfIdle(key, turn)
      },
    }
  }

  function findNext(): Turn | undefined {
    let next: Turn | undefined
    for (const turn of turns.values()) {
      if (turn.waiting.size > 0 && (!next || isBefore(turn, next))) next = turn
    }
    return next
  }

  return {
    acquire(signal, key = '') {
      if (signal.aborted) return Promise.reject(signal.reason as Error)
      if (free > 0) return Promise.resolve(grant(key))
      const turn = getTurn(key)
      return new Promise((resolve, reject) => {
        const leave = () => {
          turn.waiting.delete(admit)
          signal.removeEventListener('abort', onAbort)
        }
        const admit = () => {
          leave()
          resolve(grant(key))
        }
        const onAbort = () => {
          leave()
          forgetIfIdle(key, turn)
          reject(signal.reason as Error)
        }
        turn.waiting.add(admit)
        signal.addEventListener('abort', onAbort)
      })
    },
  }
}

const isBefore = (a: Turn, b: Turn) => (a.held === b.held ? a.lastGrant < b.lastGrant : a.held < b.held)
