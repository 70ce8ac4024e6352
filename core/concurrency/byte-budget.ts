import { AppError } from '../app-error.ts'

/** Bytes of a budget; disposing gives them back. */
export type Place = Disposable & {
  /** Counts what it turned out to be: gives the rest back, or takes more without waiting. */
  resize: (bytes: number) => void
}

export type ByteBudget = {
  /**
   * Waits its turn: first come, first served. More than there is at all counts as all of it.
   * @throws AppError unavailable after `timeoutMs`, or at once when too many wait
   */
  take: (bytes: number) => Promise<Place>
  hasWaiters: () => boolean
}

type Waiter = { bytes: number; admit: (place: Place) => void }

const tooBusy = () => new AppError('unavailable', 'The server is busy; try again later')

/** A semaphore that counts bytes: bounds what is in memory at a time, whatever the sizes of the pieces. */
export function createByteBudget({
  maxBytes,
  maxWaiters,
  timeoutMs,
}: {
  maxBytes: number
  maxWaiters: number
  timeoutMs: number
}): ByteBudget {
  const waiters = new Set<Waiter>()
  let takenBytes = 0

  function createPlace(bytes: number): Place {
    let ownBytes = bytes
    takenBytes += bytes
    let isDisposed = false
    function resize(toBytes: number): void {
      if (isDisposed) return
      takenBytes += toBytes - ownBytes
      ownBytes = toBytes
      admitWaiters()
    }
    return {
      resize,
      [Symbol.dispose]() {
        resize(0)
        isDisposed = true
      },
    }
  }

  function admitWaiters(): void {
    for (const waiter of waiters) {
      if (takenBytes + waiter.bytes > maxBytes) return
      waiters.delete(waiter)
      waiter.admit(createPlace(waiter.bytes))
    }
  }

  return {
    take(wantedBytes) {
      const bytes = Math.min(wantedBytes, maxBytes)
      if (waiters.size === 0 && takenBytes + bytes <= maxBytes) return Promise.resolve(createPlace(bytes))
      if (waiters.size >= maxWaiters) return Promise.reject(tooBusy())
      return new Promise((resolve, reject) => {
        const waiter: Waiter = {
          bytes,
          admit(place) {
            clearTimeout(timer)
            resolve(place)
          },
        }
        waiters.add(waiter)
        const timer = setTimeout(() => {
          waiters.delete(waiter)
          reject(tooBusy())
          // A large one at the head may have kept smaller ones waiting.
          admitWaiters()
        }, timeoutMs)
      })
    },
    hasWaiters: () => waiters.size > 0,
  }
}
