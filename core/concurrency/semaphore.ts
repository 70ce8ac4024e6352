/** Permits, granted first come, first served. */
export type Semaphore = {
  /** Waits for a free permit; disposing returns it. Rejects when the signal aborts. */
  acquire: (signal: AbortSignal) => Promise<Disposable>
}

export function createSemaphore(permits: number): Semaphore {
  const waiting = new Set<() => void>()
  let free = permits

  function grant(): Disposable {
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
    acquire(signal) {
      if (signal.aborted) return Promise.reject(signal.reason as Error)
      if (free > 0) return Promise.resolve(grant())
      return new Promise((resolve, reject) => {
        const leave = () => {
          waiting.delete(admit)
          signal.removeEventListener('abort', onAbort)
        }
        const admit = () => {
          leave()
          resolve(grant())
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
