import { AppError } from '../app-error.ts'

/** A share of the budget; disposing returns it. */
export type Reservation = Disposable & {
  readonly bytes: number
  /** Sets the actual size: returns the rest, or takes more without waiting. */
  resize: (bytes: number) => void
}

export type ByteBudget = {
  /**
   * Waits its turn: first come, first served. A size over the whole budget counts as the whole budget. Those who hold much of
   * the budget already must not wait for more: two of them would wait for each other, and all others behind them.
   * @throws AppError unavailable after `timeoutMs`; at once when there are too many waiters, or without `mayWait`
   */
  reserve: (bytes: number, mayWait?: boolean) => Promise<Reservation>
  hasWaiters: () => boolean
}

type Waiter = { bytes: number; admit: (reservation: Reservation) => void }

const tooBusy = () => new AppError('unavailable', 'The server is busy; try again later')

/** A semaphore that counts bytes: bounds the memory in use, whatever the sizes of the pieces. */
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
  let reservedBytes = 0

  function createReservation(bytes: number): Reservation {
    let ownBytes = bytes
    reservedBytes += bytes
    let isDisposed = false
    function resize(toBytes: number): void {
      if (isDisposed) return
      reservedBytes += toBytes - ownBytes
      ownBytes = toBytes
      admitWaiters()
    }
    return {
      get bytes() {
        return ownBytes
      },
      resize,
      [Symbol.dispose]() {
        resize(0)
        isDisposed = true
      },
    }
  }

  function admitWaiters(): void {
    for (const waiter of waiters) {
      if (reservedBytes + waiter.bytes > maxBytes) return
      waiters.delete(waiter)
      waiter.admit(createReservation(waiter.bytes))
    }
  }

  return {
    reserve(wantedBytes, mayWait = true) {
      const bytes = Math.min(wantedBytes, maxBytes)
      const isNext = waiters.size === 0 || !mayWait
      if (isNext && reservedBytes + bytes <= maxBytes) return Promise.resolve(createReservation(bytes))
      if (!mayWait || waiters.size >= maxWaiters) return Promise.reject(tooBusy())
      return new Promise((resolve, reject) => {
        const waiter: Waiter = {
          bytes,
          admit(reservation) {
            clearTimeout(timer)
            resolve(reservation)
          },
        }
        waiters.add(waiter)
        const timer = setTimeout(() => {
          waiters.delete(waiter)
          reject(tooBusy())
          // A large waiter at the head may have kept smaller ones waiting.
          admitWaiters()
        }, timeoutMs)
      })
    },
    hasWaiters: () => waiters.size > 0,
  }
}
