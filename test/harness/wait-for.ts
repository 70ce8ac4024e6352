import { setTimeout } from 'node:timers/promises'

const intervalMs = 20

type Truthy<T> = Exclude<T, false | null | undefined | 0 | ''>

/** Asks `probe` until it answers something truthy, which is the result; an error that it throws counts as "not yet". */
export async function waitFor<T>(
  description: string,
  probe: () => T | Promise<T>,
  timeoutMs = 10_000,
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
    await setTimeout(intervalMs)
  } while (performance.now() < deadline)
  throw new Error(`Waited ${timeoutMs} ms in vain for ${description}.`, { cause })
}
