/** How many messages may be in work at a time. */
export type Slots = {
  free: () => number
  take: () => Disposable
  /** Resolves when there is a free one, or when the signal aborts. */
  untilFree: (signal: AbortSignal) => Promise<void>
}

export function createSlots(count: number): Slots {
  let free = count
  let wake: (() => void) | undefined
  return {
    free: () => free,
    take() {
      free -= 1
      return {
        [Symbol.dispose]() {
          free += 1
          wake?.()
        },
      }
    },
    async untilFree(signal) {
      if (free > 0 || signal.aborted) return
      const { promise, resolve } = Promise.withResolvers<void>()
      const onAbort = () => resolve()
      wake = resolve
      signal.addEventListener('abort', onAbort, { once: true })
      await promise
      signal.removeEventListener('abort', onAbort)
    },
  }
}
