import { setTimeout as delay } from 'node:timers/promises'

type Pace = { everyMs: number; timeoutMs: number; what: string }

/** Asks again and again until the answer is true. @throws Error when that takes too long */
export async function poll(
  isDone: () => Promise<boolean>,
  { everyMs, timeoutMs, what }: Pace,
): Promise<void> {
  const until = performance.now() + timeoutMs
  while (!(await isDone())) {
    if (performance.now() > until) throw new Error(`Waited ${timeoutMs / 1000} s in vain until ${what}`)
    await delay(everyMs)
  }
}
