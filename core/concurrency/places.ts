/** A number of places, given first come, first served: a semaphore. */
export type Places = {
  /** Waits for a free place; disposing gives it back. Rejects when the signal aborts. */
  take: (signal: AbortSignal) => Promise<Disposable>
}

export function createPlaces(count: number): Places {
  const waiting = new Set<() => void>()
  let free = count

  function occupy(): Disposable {
    free -= 1
    return {
      [Symbol.dispose]() {
        free += 1
        const [next] = waiting
        next?.()
      },
    }
  }

  return {
    take(signal) {
      if (signal.aborted) return Promise.reject(signal.reason as Error)
      if (free > 0) return Promise.resolve(occupy())
      return new Promise((resolve, reject) => {
        const leave = () => {
          waiting.delete(admit)
          signal.removeEventListener('abort', onAbort)
        }
        const admit = () => {
          leave()
          resolve(occupy())
        }
        const onAbort = () => {
          leave()
          reject(signal.reason as Error)
        }
        waiting.add(admit)
        signal.addEventListener('abort', onAbort)
      })
    },
  }
}
