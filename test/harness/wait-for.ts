import { setTimeout as delay } from 'node:timers/promises'

type Truthy<T> = Exclude<T, false | null | undefined | 0 | ''>

const firstPauseMs = 10

/**
 * Calls `probe` until it returns something truthy, which is the result. An error counts as "not yet". The pauses between
 * two calls grow, so that a long wait leaves the processor to what is waited for.
 */
export async function waitFor<T>(
  description: string,
  probe: () => T | Promise<T>,
  timeoutMs = 20_000,
  maxPauseMs = 250,
): Promise<Truthy<T>> {
  const deadline = performance.now() + timeoutMs
  let pauseMs = firstPauseMs
  let cause: unknown
  do {
    try {
      const answer = await probe()
      if (answer) return answer as Truthy<T>
      cause = undefined
    } catch (error) {
      cause = error
    }
    await delay(pauseMs)
    pauseMs = Math.min(pauseMs * 1.2, maxPauseMs)
  } while (performance.now() < deadline)
  throw new Error(`Gave up waiting for ${description} after ${timeoutMs} ms.`, { cause })
}
