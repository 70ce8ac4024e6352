import { withTimeout } from '../../concurrency/timeout.ts'

type Closable = { close: () => Promise<void> }

export type Reconnecting<T> = AsyncDisposable & {
  /** Rejects with the error, or when the work exceeds the time limit. */
  use: <Result>(work: (opened: T) => Promise<Result>) => Promise<Result>
}

const closeTimeoutMs = 2_000

/** Opens lazily. After any error the connection is discarded, and the next use opens a new one. */
export function createReconnecting<T extends Closable>(
  open: () => Promise<T>,
  timeoutMs: number,
): Reconnecting<T> {
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

/** BullMQ waits for its broker indefinitely when it closes; a stopping process must not. */
export const closeWithTimeout = (closed: Promise<void>): Promise<void> =>
  withTimeout(closed, closeTimeoutMs, 'Not closed in time').catch(() => {})
