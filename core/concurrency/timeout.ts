import { setTimeout as delay } from 'node:timers/promises'

/** `work`, or a rejection after `timeoutMs`; the work itself goes on. */
export async function withTimeout<T>(work: Promise<T>, timeoutMs: number, message: string): Promise<T> {
  const timer = new AbortController()
  const expired = delay(timeoutMs, undefined, { signal: timer.signal, ref: false }).then(() => {
    throw new Error(message)
  })
  expired.catch(() => {})
  try {
    return await Promise.race([work, expired])
  } finally {
    timer.abort()
  }
}
