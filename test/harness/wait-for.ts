import { setTimeout as delay } from 'node:timers/promises'

type Truthy<T> = Exclude<T, false | null | undefined | 0 | ''>

/** Calls `probe` until it returns something truthy, which is the result. An error counts as "not yet". */
export async function waitFor<T>(
  description: string,
  probe: () => T | Promise<T>,
  timeoutMs = 10_000,
  everyMs = 20,
): Promise<Truthy<T>> {
  const deadline = performance.now() + timeoutMs
  let cause: unknown
  do {
    try {
      const answer = await probe()
      if (answer) return answer as Truthy<T>
      cause = undefined
    } catch (error) {
      cause = error
    }
    await delay(everyMs)
  } while (performance.now() < deadline)
  throw new Error(`Gave up waiting for ${description} after ${timeoutMs} ms.`, { cause })
}
