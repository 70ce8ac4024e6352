import { withTimeout } from '../../concurrency/timeout.ts'

type Closable = { close: () => Promise<void> }

export type KeptOpen<T> = AsyncDisposable & {
  /** Rejects with what went wrong, or when it takes longer than the limit. */
  use: <Result>(work: (opened: T) => Promise<Result>) => Promise<Result>
}

const closeTimeoutMs = 2_000

/** Opens at the first use. Whatever goes wrong with one that is open, the next use begins with another. */
export function createReconnecting<T extends Closable>(
  open: () => Promise<T>,
  timeoutMs: number,
): KeptOpen<T> {
  let opened: Promise<T> | undefined
  return {
    async use(work) {
      const current = (opened ??= open())
      try {
        return await withTimeout(current.then(work), timeoutMs, 'The broker did not answer in time')
      } catch (error) {
        if (opened === current) opened = undefined
        current.then(failed => failed.close()).catch(() => {})
        throw error
      }
    },
    async [Symbol.asyncDispose]() {
      if (opened) await closeWithTimeout(opened.then(open => open.close()))
    },
  }
}

/** BullMQ waits for its broker as long as it takes; a process that is stopping does not. */
export const closeWithTimeout = (closed: Promise<void>): Promise<void> =>
  withTimeout(closed, closeTimeoutMs, 'Not closed in time').catch(() => {})
